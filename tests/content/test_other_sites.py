"""A lesson as another site published it, imported unchanged: what it cannot have here is said, and refuses nothing."""

import pytest

from content.importing import import_sources
from content.models import Lesson
from content.sources import Source

pytestmark = pytest.mark.django_db

LESSON = """---
id: 019c9619-aa01-p2-l04
title: 'Bài 4: Thuận và ngược'
slug: bai-4-thuan-va-nguoc
description: >-
  Chuỗi Markov, lịch phương sai.
  Hướng dẫn không cần bộ phân loại.
duration_minutes: 90
is_free: true
video_url: null
sort_order: 4
section_title: "Phần 2: Mô hình khuếch tán"
course:
  id: 019c9619-aa01-7001-c001-aa0100000001
  title: 'Luyện thi — Mô hình khuếch tán'
  slug: luyen-thi-mo-hinh-khuech-tan
---

<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 340" style="max-width: 100%;">
  <defs><stop offset="0%" style="stop-color:#0a1628"/></defs>

  <!-- Background -->
  <text x="1">Một tấm bảng</text>
</svg>

<h2 id="gioi-thieu">1. Giới thiệu</h2>

<p>Xem <a href="#thuat-ngu">thuật ngữ</a> và <a href="/courses/luyen-thi/bai-3">bài trước</a>.</p>

<blockquote><p><strong>Mẹo thi:</strong> nắm chắc từng bước.</p></blockquote>

<figure><img src="/storage/uploads/2026/04/ddpm.png" alt="Hai quá trình"><figcaption>Hai quá trình</figcaption></figure>

<pre><code class="language-text">
  x_0 ──► x_1 ──► x_2   $HOME $$
</code></pre>

<pre><code class="language-python">def is_small(x_0):
    return x_0 &lt; 1
</code></pre>

<table>
<thead><tr><th>Cách</th><th>Khi nào</th></tr></thead>
<tbody><tr><td>Tuyến tính</td><td>T = 1000</td></tr></tbody>
</table>

<details><summary>Đáp án</summary>

<p>Đáp án là B.</p>

</details>

<h3 id="thuật-ngữ"><strong>1.1 Thuật ngữ</strong></h3>
<ul>
<li><p><strong>ε</strong>: nhiễu</p></li>
</ul>
<p id="thuat-ngu">Hết.</p>
"""


@pytest.mark.parametrize("name", ["bai-4.md", "bai-4.html"])
def test_a_lesson_of_another_site_is_imported_unchanged(name):
    result = import_sources([Source(name, LESSON.encode(), "vi")])
    assert [str(problem) for problem in result.problems] == []
    assert [(warning.where, warning.got) for warning in result.warnings] == [
        ("line 19, column 1", "<svg>"),
        ("line 32, column 19", "'/storage/uploads/2026/04/ddpm.png'"),
        ("line 28, column 55", "'/courses/luyen-thi/bai-3'"),
    ]
    version = Lesson.objects.get().version_for("vi")
    assert version.body == LESSON.partition("---\n\n")[2]
    assert version.video_url == ""
    html = version.page().html
    for part in (
        '<h2 id="gioi-thieu">',
        "<table>",
        "<details>",
        "<blockquote>",
        "x_2   $HOME $$",
        "x_0 &lt; 1",
        "nhiễu",
    ):
        assert part in html
    for anchor in ("thuat-ngu", "thuật-ngữ"):
        assert f'id="{anchor}"' in html
    assert "tấm bảng" not in html
