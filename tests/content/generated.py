"""Banks and lessons of every shape that the formats allow, for laws that hold of all of them."""

from hypothesis import strategies as st

from content.passages import Passage
from content.proofreading import proofread
from content.sources import UNSTORABLE

SIGNS = r"""~=#{}:\%&<>"'`*_[]()$!|/-+.,; nabc12ăαﬀ😀"""
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def is_right(text):
    """Whether it may stand in a bank: without half a formula or half an element."""
    forms = [Passage(text, form, "$") for form in ("markdown", "inline")]
    return bool(text.strip()) and not UNSTORABLE.search(text) and not proofread(forms).problems


TEXTS = st.one_of(
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=24),
    st.text(ANY, min_size=1, max_size=12),
    st.lists(
        st.sampled_from(
            [
                "$x_t$",
                "**b**",
                "`a`",
                "\n\n- x\n- y",
                "\n\n",
                "<b>c</b>",
                "\\(y\\)",
                "word",
                "]]>",
                "-->",
                "[html]",
                "\\n",
            ]
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join),
).filter(is_right)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(-1e9, 1e9, allow_nan=False))
IDS = st.one_of(st.integers(-5, 10**6), st.text(st.sampled_from("ab1 -._:]\\é"), min_size=1, max_size=8))
LINKS = st.fixed_dictionaries({"slug": SLUGS}, optional={"title": TEXTS, "section": SLUGS})


def options(least=2):
    return st.lists(TEXTS, min_size=least, max_size=5, unique=True)


@st.composite
def answers(draw):
    kind = draw(st.sampled_from(["single", "multiple", "numeric", "order"]))
    if kind == "numeric":
        tolerance = draw(st.one_of(st.integers(0, 100), st.floats(0, 1e6)))
        unit = draw(st.one_of(st.just({}), st.fixed_dictionaries({"unit": TEXTS})))
        return {"numeric": {"value": draw(NUMBERS), "tolerance": tolerance} | unit}
    if kind == "order":
        steps = draw(options(3))
        free = draw(st.sampled_from([None, [[0, 1]]]))
        return {"order": steps} | ({"any_order": free} if free else {})
    texts = draw(options())
    places = st.integers(0, len(texts) - 1)
    correct = draw(places) if kind == "single" else sorted(draw(st.sets(places, min_size=1)))
    return {"options": texts, "correct": correct}


@st.composite
def questions(draw, id_, names):
    more = st.fixed_dictionaries(
        {},
        optional={
            "explanation": TEXTS,
            "code": TEXTS,
            "hints": st.lists(TEXTS, min_size=1, max_size=3),
            "lesson": LINKS,
            "reviewer": TEXTS,
        },
    )
    question = {"id": id_, "domain": draw(st.sampled_from(names)), "question": draw(TEXTS)}
    return question | draw(answers()) | draw(more)


@st.composite
def banks(draw):
    """A bank's JSON, valid by every rule."""
    names = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    weights = [100 // len(names)] * len(names)
    weights[0] += 100 - sum(weights)
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique_by=str))
    fields = draw(st.fixed_dictionaries({}, optional={"description": TEXTS, "tags": st.lists(TEXTS, max_size=2)}))
    return {
        "title": draw(TEXTS),
        "slug": draw(SLUGS),
        "duration_minutes": draw(st.integers(1, 600)),
        "passing_score": draw(st.integers(0, 100)),
        **fields,
        "domains": [{"name": name, "weight": weight} for name, weight in zip(names, weights, strict=True)],
        "questions": [draw(questions(id_, names)) for id_ in ids],
    }
