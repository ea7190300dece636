"""Choosing what to upload: a folder with pictures, by buttons and by dropping, with the keyboard, and what is wrong."""

import json

from playwright.sync_api import expect

from tests.content.images import image

LESSON = "---\ntitle: {title}\nslug: {slug}\n---\n\n![A blue field](pictures/blue.png)\n\nThe signal is ${formula}$.\n"
DROP = """
(files) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  const form = document.querySelector("form:has([data-chooser])");
  for (const kind of ["dragenter", "dragover", "drop"])
    form.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}
"""


def chosen(page):
    return page.get_by_role("list", name="Chosen files").get_by_role("listitem")


def choose(page, button, files):
    with page.expect_file_chooser() as opened:
        page.get_by_role("button", name=button).click()
    opened.value.set_files(files)


def folder(tmp_path, slug, formula="x_t"):
    course = tmp_path / "course"
    (course / "pictures").mkdir(parents=True)
    (course / "noise.md").write_text(LESSON.format(title="What noise is", slug=slug, formula=formula))
    (course / "pictures" / "blue.png").write_bytes(image(size=(1, 1)))
    (course / "notes.docx").write_bytes(b"not content")
    return course


def test_a_folder_is_chosen_listed_sent_and_shown_with_its_picture(visit, tmp_path):
    page = visit("admin")
    page.goto("/admin/content/upload/")
    expect(page.locator("input[type=file]").first).to_be_hidden()
    choose(page, "Choose a folder", str(folder(tmp_path, "chosen-noise")))
    expect(chosen(page)).to_have_count(2)
    expect(chosen(page).nth(0)).to_contain_text("course/noise.md")
    page.get_by_role("button", name="Check the files").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish now").click()
    page.goto("/lessons/chosen-noise/")
    picture = page.get_by_role("img", name="A blue field")
    expect(picture).to_have_attribute("src", "/pictures/" + picture.get_attribute("src").rpartition("/")[2])
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


def test_what_is_wrong_comes_back_on_the_same_page_and_the_choice_is_empty(visit, problems, tmp_path):
    page = visit("admin")
    page.goto("/admin/content/upload/")
    choose(page, "Choose a folder", str(folder(tmp_path, "wrong-noise", "\\frac{1}")))
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_role("main")).to_contain_text("line 8, column 24")
    expect(page.locator("#problems")).to_be_focused()
    expect(chosen(page)).to_have_count(0)
    expect(page.get_by_role("status").first).to_have_text("Nothing is chosen yet.")
    assert "422" in problems.pop()


def test_files_are_dropped_and_taken_out_with_the_keyboard(visit):
    page = visit("admin")
    page.goto("/admin/content/upload/")
    page.evaluate(DROP, [["one.md", "1"], ["two.md", "22"], ["three.md", "333"]])
    expect(chosen(page)).to_have_count(3)
    expect(page.get_by_role("status").first).to_have_text("Chosen: 3 files, 6 bytes.")
    page.get_by_role("button", name="Take out two.md").focus()
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Take out three.md")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Nothing is chosen yet.")
    expect(page.get_by_role("button", name="Choose files")).to_be_focused()
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_role("button", name="Choose files")).to_be_focused()


def test_too_much_is_said_before_it_is_sent(visit):
    page = visit("admin")
    page.goto("/admin/content/upload/")
    page.evaluate(
        "document.querySelector('[data-chooser]').dataset.mostBytes = 5",
    )
    page.evaluate(DROP, [["one.md", "123456"]])
    expect(page.get_by_role("status").first).to_contain_text("at most 5 bytes can be sent at once")


def test_without_scripts_files_are_sent_as_ever(visit):
    page = visit("admin", java_script_enabled=False)
    page.goto("/admin/content/upload/")
    expect(page.locator("[data-chooser]")).to_be_hidden()
    text = LESSON.format(title="Plain", slug="plain-noise", formula="x_t").replace("pictures/", "")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "plain.md", "mimeType": "text/markdown", "buffer": text.encode()},
            {"name": "blue.png", "mimeType": "image/png", "buffer": image(size=(1, 1))},
        ]
    )
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_role("button", name="Publish now")).to_be_visible()


def test_a_lost_connection_keeps_the_choice(visit, problems):
    page = visit("admin")
    page.goto("/admin/content/upload/")
    page.evaluate(DROP, [["bank.json", json.dumps({})]])
    page.route("**/admin/content/upload/", lambda route: route.abort())
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_text("The files could not be sent.")).to_be_visible()
    expect(chosen(page)).to_have_count(1)
    expect(page.get_by_role("button", name="Check the files")).to_be_enabled()
    problems.clear()
