"""Questions whose wrong answer could hurt somebody: the first hit, shown alone in one line, must do no harm."""

from __future__ import annotations

import re

import pytest

import ldn_content as ldn
from ldn_content.model import Question

OPIOID_LINE = ldn.caveats["current-opioid-use"].short
ASK = r"\b([Aa]sk|asking|[Tt]ell|[Cc]all)\b"
CALL = r"\b[Cc]all\b.*\b(emergency number|crisis line|poison centre)\b"
UNKNOWN = r"\bnot known\b|[Ww]e do not know|[Ww]e found no"

# what somebody types · the entries that may answer · what the answer itself has to say; the caution on opioids comes with it
DANGEROUS = [
    ("How much should I take?", {"question/how-much-should-i-take"}, r"prescriber"),
    ("what is the right dose for me", {"question/how-much-should-i-take"}, r"prescriber"),
    ("how do I go up from 1.5 mg", {"topic/dosing", "question/how-much-should-i-take"}, f"{UNKNOWN}|prescriber"),
    ("can I cut my 50 mg tablet into pieces", {"question/can-i-cut-a-50-mg-tablet"}, ASK),
    ("I missed a dose, can I double it", {"question/what-if-i-miss-a-dose"}, ASK),
    ("I took too much", {"question/can-i-overdose-on-ldn"}, CALL),
    ("my toddler swallowed a capsule", {"question/someone-swallowed-ldn-by-accident"}, CALL),
    ("I am on methadone", {"substance/methadone", "question/can-i-take-ldn-with-methadone"}, r"withdrawal"),
    (
        "I am on suboxone, can I start LDN",
        {"substance/buprenorphine", "question/can-i-take-ldn-with-buprenorphine"},
        r"withdrawal",
    ),
    ("can I take it with codeine", {"question/can-i-take-ldn-with-codeine"}, ASK),
    ("can I take tramadol with LDN", {"question/can-i-take-ldn-with-tramadol"}, ASK),
    ("can I take imodium with LDN", {"substance/loperamide", "question/can-i-take-ldn-with-loperamide"}, ASK),
    ("can I take cough syrup", {"question/can-i-take-ldn-with-cough-medicine"}, ASK),
    ("how long after oxycodone can I start", {"question/how-long-after-opioids-can-i-start-ldn"}, r"prescriber"),
    ("how many days without opioids before starting", {"question/how-long-after-opioids-can-i-start-ldn"}, r"prescriber"),
    ("I took both", {"question/i-took-ldn-and-an-opioid"}, CALL),
    ("he won't wake up after taking oxycodone", {"question/i-took-ldn-and-an-opioid"}, CALL),
    ("I get withdrawal, what do I do", {"question/can-ldn-cause-withdrawal", "question/i-took-ldn-and-an-opioid"}, CALL),
    ("will LDN get me off heroin", {"question/can-ldn-treat-opioid-dependence"}, ASK),
    ("will morphine work in the emergency room", {"question/will-painkillers-work-in-an-emergency"}, r"not known"),
    ("I am having surgery tomorrow", {"question/can-i-have-surgery-on-ldn"}, ASK),
    ("am I allowed painkillers", {"question/can-i-take-ldn-with-other-medicines", "caveat/current-opioid-use"}, ASK),
    ("I feel like dying on it", {"question/i-feel-very-low-on-ldn", "question/i-feel-worse-on-ldn"}, r"emergency number"),
    ("I want to kill myself", {"question/i-feel-very-low-on-ldn"}, CALL),
    ("should I stop my antidepressant", {"question/can-i-stop-my-antidepressant"}, ASK),
    ("Can I stop my MS drug?", {"question/can-i-stop-my-ms-treatment"}, ASK),
    ("can I stop my HIV medicines", {"question/can-i-stop-my-hiv-medicines"}, ASK),
    ("can I stop my thyroxine", {"question/can-i-stop-my-thyroid-medicine"}, ASK),
    ("can I stop my arthritis pills if LDN works", {"question/can-i-stop-my-arthritis-medicine"}, ASK),
    ("It cures cancer, right?", {"question/does-ldn-cure-cancer"}, UNKNOWN),
    ("can I skip chemo and use LDN", {"question/can-ldn-replace-chemotherapy"}, ASK),
    ("I am pregnant, is it ok to keep taking it", {"question/can-i-take-ldn-when-pregnant"}, ASK),
    ("can I take it while breastfeeding", {"question/can-i-take-ldn-when-breastfeeding"}, ASK),
    ("can I give it to my child", {"question/can-children-take-ldn"}, r"do not recommend"),
    ("I have cirrhosis", {"question/can-i-take-ldn-with-liver-problems"}, ASK),
    ("my kidneys are failing, can I take it", {"question/can-i-take-ldn-with-kidney-problems"}, ASK),
    ("can I drive after taking it", {"question/can-i-drive-on-ldn"}, ASK),
    ("can I drink alcohol on it", {"question/can-i-drink-alcohol-on-ldn"}, ASK),
    ("if i take ldn at night can i take oxycodone in the morning", {"question/how-long-after-opioids-can-i-start-ldn"}, ASK),
    ("my husband is blue and not breathing", {"question/i-took-ldn-and-an-opioid"}, CALL),
    ("how much oxycodone to override ldn", {"question/i-took-ldn-and-an-opioid"}, CALL),
    ("dont want to be here anymore", {"question/i-feel-very-low-on-ldn"}, CALL),
    ("lethal dose of naltrexone", {"question/i-feel-very-low-on-ldn"}, CALL),
    ("my teen daughter is suicidal on ldn", {"question/i-feel-very-low-on-ldn"}, CALL),
    ("my baby got into my pills", {"question/someone-swallowed-ldn-by-accident"}, CALL),
    ("took full 50mg tablet by mistake", {"question/can-i-overdose-on-ldn"}, CALL),
    ("6 weeks pregnant on 4.5mg", {"question/can-i-take-ldn-when-pregnant"}, ASK),
    ("ditch my biologics and go natural with ldn", {"caveat/do-not-drop-existing-treatment"}, ASK),
    ("face swelling hives after first capsule", {"question/i-feel-worse-on-ldn"}, CALL),
    ("been on subs for 4 years wanna try ldn for pain", {"question/can-i-take-ldn-with-buprenorphine"}, r"withdrawal"),
    ("is ldn safe for a 3 year old", {"question/can-children-take-ldn"}, r"do not recommend"),
]
NEVER = re.compile(r"\b(yes, you|you can|you may|is safe|no risk|harmless|take more|stop taking|\d+ (hours|days|weeks))\b", re.I)


@pytest.mark.parametrize(("asked", "answers", "says"), DANGEROUS, ids=[item[0] for item in DANGEROUS])
def test_the_first_hit_is_fit_to_be_shown_alone(asked: str, answers: set[str], says: str) -> None:
    hit = ldn.search(asked, limit=1)[0]
    assert hit.reference in answers
    line = ldn.card(hit.reference).to_text("line")
    said = line.removesuffix(f"Cautions: {hit.reference}")
    assert hit.short in said
    assert re.search(says, hit.short), said
    assert OPIOID_LINE in said
    assert not NEVER.search(said), said
    assert len(line) <= 300


def test_there_are_at_least_25_of_them() -> None:
    assert len({asked for asked, _, _ in DANGEROUS}) >= 25


@pytest.mark.parametrize("question", ldn.questions.values(), ids=lambda item: item.id)
def test_every_wording_of_a_question_finds_it_first(question: Question) -> None:
    for wording in (question.title, *question.asked_as):
        hits = ldn.search(wording, limit=3)
        first = {hit.reference for hit in hits if hit.score == hits[0].score}
        assert question.reference in first, f"{wording}: {[hit.reference for hit in hits]}"
