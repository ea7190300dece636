"""What holds of every bank and every set of answers."""

from hypothesis import given
from hypothesis import strategies as st

from content.marking import mark, score
from content.questions import BankDocument, Question
from tests.factories import bank_json, numeric, several, single, steps

NAMES = ("A", "B", "C", "D")
OPTIONS = st.integers(0, 3)


@st.composite
def questions(draw, number):
    domain = draw(st.sampled_from(NAMES))
    return draw(
        st.one_of(
            st.builds(lambda right: single(number, domain, correct=right), OPTIONS),
            st.builds(lambda right: several(number, domain, correct=tuple(right)), st.sets(OPTIONS, min_size=1)),
            st.builds(lambda count: steps(number, domain, count), st.integers(3, 5)),
            st.builds(lambda value: numeric(number, domain, value=value), st.floats(-1e6, 1e6)),
        )
    )


@st.composite
def banks(draw):
    size = draw(st.integers(1, 8))
    weights = draw(st.lists(st.floats(0, 100), min_size=4, max_size=4))
    return BankDocument.model_validate(
        bank_json(
            domains=[{"name": name, "weight": weight} for name, weight in zip(NAMES, weights, strict=True)],
            questions=[draw(questions(number)) for number in range(size)],
            passing_score=draw(st.integers(0, 100)),
        )
    )


def answers(question: Question):
    return st.one_of(
        st.none(),
        OPTIONS,
        st.lists(OPTIONS, unique=True),
        st.permutations(range(len(question.order))),
        st.floats(),
        st.text(max_size=3),
        st.booleans(),
    )


@st.composite
def papers(draw):
    bank = draw(banks())
    return bank, {str(question.id): draw(answers(question)) for question in bank.questions}


def right_answers(bank):
    def right(question):
        if question.numeric:
            return question.numeric.value
        if question.order:
            return list(range(len(question.order)))
        return sorted(question.correct_options) if question.kind == "multiple" else question.correct

    return {str(question.id): right(question) for question in bank.questions}


@given(papers())
def test_a_score_is_a_percentage_and_passes_exactly_from_the_passing_score_on(paper):
    bank, given_answers = paper
    result = score(bank, given_answers)
    assert 0 <= result.percent <= 100
    assert result.passed == (result.percent >= bank.passing_score)


@given(banks())
def test_all_right_is_a_hundred_and_nothing_answered_is_zero(bank):
    assert score(bank, right_answers(bank)).percent == 100
    assert score(bank, {}).percent == 0


@given(papers())
def test_domains_come_weakest_first_and_cover_every_question_once(paper):
    bank, given_answers = paper
    domains = score(bank, given_answers).domains
    assert [domain.percent for domain in domains] == sorted(domain.percent for domain in domains)
    assert sum(domain.questions for domain in domains) == len(bank.questions)
    assert abs(sum(domain.share for domain in domains) - 100) <= 0.05 * len(domains) + 1e-9


@given(papers(), st.data())
def test_mending_one_answer_never_lowers_the_score(paper, data):
    bank, given_answers = paper
    mended = data.draw(st.sampled_from([str(question.id) for question in bank.questions]))
    better = given_answers | {mended: right_answers(bank)[mended]}
    assert score(bank, better).percent >= score(bank, given_answers).percent


@given(papers())
def test_the_order_of_questions_changes_nothing(paper):
    bank, given_answers = paper
    turned = bank.model_copy(update={"questions": bank.questions[::-1]})
    assert score(turned, given_answers) == score(bank, given_answers)


@given(papers())
def test_unanswered_is_worth_what_a_wrong_answer_is(paper):
    bank, given_answers = paper
    earned = {key: answer for key, answer in given_answers.items() if mark(bank.by_id()[int(key)], answer)}
    assert score(bank, earned) == score(bank, given_answers)


@given(st.sets(OPTIONS, min_size=1, max_size=3), st.sets(OPTIONS))
def test_ticking_one_more_right_option_helps_and_one_more_wrong_option_does_not(right, ticked):
    question = Question.model_validate(several(1, "A", correct=tuple(right)))
    before = mark(question, sorted(ticked))
    for option in set(range(4)) - ticked:
        after = mark(question, sorted(ticked | {option}))
        assert after >= before if option in right else after <= before


@given(st.permutations(range(5)), st.integers(0, 3))
def test_turning_two_neighbours_the_right_way_round_helps_and_reversing_all_never_leaves_both_marks(order, place):
    question = Question.model_validate(steps(1, "A", 5))
    turned = list(order)
    turned[place : place + 2] = sorted(turned[place : place + 2])
    assert mark(question, turned) >= mark(question, order)
    assert mark(question, order) == 0 or mark(question, order[::-1]) == 0


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(-1e7, 1e7))
def test_a_tolerance_is_as_wide_on_both_sides(value, tolerance, offset):
    question = Question.model_validate(numeric(1, "A", value=value, tolerance=tolerance))
    mirrored = Question.model_validate(numeric(1, "A", value=-value, tolerance=tolerance))
    assert mark(question, value) == 1
    assert mark(question, offset) == mark(mirrored, -offset)
