"""Law 3: words match the evidence."""

import json
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ldn_content
from ldn_content import model as m
from ldn_content.check import bare, effects, hedges, orders, overclaims, promotion, words
from ldn_content.check.phrases import Fault, Phrase, Phrases, in_sentences

OVERCLAIMS = """
    It is fine to take tramadol with LDN.
    LDN is OK with codeine.
    LDN has few side effects.
    Pain goes away with LDN.
    LDN takes away pain.
    LDN can reduce pain.
    LDN clears brain fog.
    It reduces pain.
    There is no risk.
    There are no risks.
    No interactions are known.
    LDN does not interact with tramadol.
    Don't worry about codeine.
    We recommend LDN.
    LDN is the best choice for pain.
    LDN beats placebo.
    It works.
    LDN kills cancer cells.
    LDN is effective.
    LDN is a safe and natural way to calm your immune system.
    It is completely safe, even for long-term use.
    This medicine has been shown to be safer than opioids.
    There are virtually no side effects at these doses.
    LDN comes without side effects.
    Enjoy relief that is free of side effects.
    A non-toxic option for autoimmune disease.
    It is a low-risk choice for anyone in pain.
    LDN is well tolerated.
    Our patients find it very well-tolerated and helpful.
    LDN is proven to reduce inflammation.
    A clinically proven therapy for fibromyalgia.
    Science proves what patients have long known.
    The trial proved that it relieves pain.
    LDN may cure Crohn's disease.
    Hundreds of people have been cured.
    We guarantee results within weeks.
    Relief is guaranteed if you stay the course.
    A breakthrough in pain medicine.
    Doctors call it a miracle drug.
    LDN is a game changer for chronic fatigue.
    This game-changing treatment costs little.
    A true wonder drug for autoimmune conditions.
    LDN has been life-changing for our clients.
    The results in multiple sclerosis are remarkable.
    Patients reported dramatic improvement.
    A powerful tool against inflammation.
    It is an exciting new option.
    LDN is a promising treatment for long COVID.
    LDN shows promise in cancer.
    LDN is highly effective in fibromyalgia.
    It is an effective treatment for pain.
    LDN works for most autoimmune diseases.
    It works wonders for fatigue.
    Pain was significantly lower with LDN.
    There was a statistically significant improvement.
    The change was not significant.
    The placebo-controlled trial failed.
    LDN failed to show a benefit.
    LDN does not work in fibromyalgia.
    It doesn't work for pain.
    There is no evidence of effect in lupus.
    There is no evidence that LDN helps.
    We found no clear evidence of benefit.
    Vivid dreams happen to 1 in 3 people.
    One in ten people stop because of dreams.
    About 2 in every 5 users feel better.
    Pain fell by 30%.
    Inflammation dropped by about 18 per cent after eight weeks.
    Users saw a 30% reduction in pain.
    Most people have 50% less fatigue.
    Those on LDN were twice as likely to get better.
    LDN halves the risk of relapse.
    It helps fibromyalgia sufferers get their life back.
    Addicts must not take it.
    Victims of chronic pain need options.
    LDN reduces inflammation throughout the body.
    Low-dose naltrexone (LDN) relieves pain.
    LDN boosts your natural endorphins.
    LDN also calms overactive glia.
    Naltrexone restores immune balance.
    LDN is a treatment for autoimmune disease.
    LDN stops the growth of tumours.
    LDN has no effect on pain.
    Low-dose naltrexone slows multiple sclerosis.
    LDN naturally raises endorphins.
"""
ORDERS = """
    Swallow 4.5 mg every night.
    Use 1.5 mg for the first week, then 3 mg.
    Your dose is 4.5 mg.
    Have one capsule at bedtime.
    You can have codeine with it.
    Stay off opioids for seven to ten days first.
    Give opioids a break of ten days before the first capsule.
    Stop tramadol ten days before.
    Come off methadone first.
    Leave out your morning tablet.
    Opioids may be taken with LDN.
    A dose of 4.5 mg is recommended.
    Ten days without opioids is enough.
    You may stop methotrexate.
    Reduce methotrexate by half.
    Wean yourself off opioids.
    Skip your opioid that day.
    Do not take opioids for 10 days, then take LDN.
    Take two capsules.
    Start at 0.5 mg.
    Take 4.5 mg at bedtime.
    You should take LDN every evening.
    Always take it with water.
    Start with 1.5 mg and see how you feel.
    Start low and go slow.
    Begin at 0.5 mg nightly.
    Most clinics start patients on 1.5 mg.
    Starting with a dose of 1 mg is usual.
    Increase the dose by 1.5 mg every two weeks.
    Then increase to 4.5 mg.
    After two weeks, go up to 3 mg.
    Titrate up to 4.5 mg over a month.
    Slowly increase your dose.
    Double the dose if nothing happens.
    Skip a dose if you have vivid dreams.
    Reduce the dose if you cannot sleep.
    Stop taking opioids a week before.
    You must stop methadone first.
    Just stop your painkillers.
    If dreams trouble you, stop LDN.
    Cut the tablet into small pieces.
    Dissolve one 50 mg tablet in water.
    Half a tablet is enough for a start.
    Wait 7 to 10 days after your last opioid.
    Wait at least two weeks after methadone.
    You can take it in the morning instead.
    Patients should start treatment early.
    Please take your first dose on a free day.
    People with thyroid disease need to take less: take half.
    Adjust the dose as you like.
"""
GOOD = """
    Store it in a safe place.
    Ask whether you should take it with food.
    Ask before you start or stop any medicine.
    On average, LDN may make little or no difference to fibromyalgia pain.
    They took LDN, studied at 6 mg a day, or a look-alike with no drug in it (placebo) for 12 weeks.
    On a scale from 0 to 10, pain fell by 1.3 points with LDN and by 0.9 points with placebo.
    A gap this small may be chance.
    The trial leaves room for a benefit of up to about 1 point.
    In the largest (99 women, 6 mg/day, 12 weeks, 4 of them titration) the change was -1.3 with LDN and -0.9 with placebo.
    In the first trial pain fell by 28.8% with LDN and by 18.0% with placebo; absolute figures not seen.
    Pain fell by 28.8% with LDN and by 18.0% with placebo; we saw no figures in points.
    The authors of one of the four still say that the evidence does not show a useful effect.
    We do not know whether LDN gives more people with fibromyalgia a clear drop in pain.
    In the largest trial, pain fell by more than 30% in 45% of women with LDN and in 28% with placebo over 12 weeks.
    Responders with more than 30% pain reduction at 12 weeks: 45% with 6 mg/day against 28% with placebo.
    In the first, small trial tiredness and sleep did not get better, while mood and satisfaction with life did.
    The largest trial saw more improvement in memory problems with LDN; its authors warn that this may be chance.
    31-woman crossover trial: no improvement in fatigue or sleep; mood (p=0.039) favoured LDN.
    Over 12 weeks, 41 of 49 women had one with LDN (84 out of 100) and 43 of 50 with placebo (86 out of 100).
    Serious events: one in the placebo group of the 12-week trial and no deaths, according to a medical news page.
    LDN may cause more vivid dreams than placebo.
    The one trial of LDN together with brain stimulation cannot tell what LDN does by itself.
    The fibromyalgia trials whose entry rules we saw kept out people who used opioids.
    So they cannot show what LDN does in someone who uses them, or how often trouble would come.
    We found no trial result in children.
    Longest controlled follow-up: 12 months in one trial of 98 women, with an exploratory expectation effect.
    We found no study of LDN in people with lupus, so we cannot say whether it helps.
    A Swedish drug-information answer on autoimmune diseases found no well-designed study supporting efficacy.
    The warnings that apply to everyone apply here too, above all the one about opioid medicines.
    A 2026 review found that early hopeful results were rarely seen again when LDN was compared with placebo.
    The review concludes that routine use is not supported, while tolerability was generally good.
    That LDN calms an overactive immune system is a theory; we found no test of it in lupus.
    In 8 women without a comparison group, some immune signals fell over 8 weeks; such changes also happen without treatment.
    No controlled study seen links an immune change under LDN to a health benefit.
    LDN can cause sudden, severe withdrawal in people who use opioid medicines. Ask before you combine them.
    Naltrexone, the drug in LDN, blocks opioids.
    A low dose can be enough: one man on long-term opioids went into severe withdrawal after 1 mg.
    That case shows that it can happen, not how often.
    US tablet labelling (50 mg) contraindicates it in people who receive opioid painkillers or have not passed a challenge.
    A man on LDN became unresponsive after a single 5 mg oxycodone dose and needed naloxone doses.
    Before LDN is started, tell the prescriber and the pharmacist about every opioid you use or have used lately.
    Plan any change to an opioid medicine with the person who prescribes it, not alone.
    Ask the prescriber how long you need to be free of opioids before a first dose.
    If you take LDN, tell everyone who treats you, above all in an emergency.
    Plan the opioid-free interval for the opioid in question; the labels speak of 50 mg and leave low doses open.
    Someone on LDN has taken an opioid and cannot be woken: call the emergency number where you are.
    Another page says that hardly any insurer pays, because LDN is specially made.
    No price is given: no price survey was found.
    Not without asking a pharmacist or doctor first: codeine is an opioid, and naltrexone blocks opioids.
    Leaflets for standard-dose naltrexone say that medicines with opioids may not work, or may work less.
    Do not take more of a medicine to make up for it without asking.
    So nobody can say how likely trouble is.
    If you have taken both and feel well, call a pharmacist or doctor and ask what to watch for.
    Urgent-care advice is to ask about LDN and to prefer non-opioid pain relief.
    Do not stop or lower methadone to try LDN without asking the team that prescribes it.
    The dose was built up to 6 mg over 4 weeks.
    One trial, in 1 of 40 people over six months, saw breakthrough bleeding.
    The US regulator's safety information names low mood; liver failure was reported at 300 mg.
    We do not know whether LDN reduces pain.
    In rats, naltrexone increases the number of opioid receptors.
    The authors report that it was well tolerated.
    The registry asks for reliable contraception; whether LDN is effective was the question of the trial.
    Trials in arthritis pain studied LDN at 2 to 4.5 mg a day.
    The trial started at 1.5 mg and reached 4.5 mg.
    People with Crohn's disease took LDN or placebo, and half of each group improved.
    In people on 50 mg, the label says to stop naltrexone before planned surgery.
    Doses of 0.125 or 0.250 mg a day in supervised detoxification are different uses.
    We found no further trial that is under way.
    The prescriber sets the dose for each person.
    How LDN might act in multiple sclerosis is theory.
"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


def corpus(name: str) -> list[str]:
    return (Path(__file__).parent / "corpora" / name).read_text(encoding="utf-8").splitlines()


GOOD_SENTENCES = corpus("good_sentences.txt")
CLINIC_SENTENCES = corpus("overclaims.txt")


def all_problems(text: str) -> list[Fault]:
    rules = (words.forbidden_words, orders.dose_instructions, words.unhedged_effects, words.untied_statements)
    told = chain.from_iterable(rule(text) for rule in rules)
    return [*told, *promotion.stories(text), *promotion.sales(text)]


def test_there_are_enough_of_each_and_none_stands_twice() -> None:
    assert len(set(lines(OVERCLAIMS) + CLINIC_SENTENCES)) == len(lines(OVERCLAIMS)) + len(CLINIC_SENTENCES) >= 160
    assert len(set(lines(GOOD) + GOOD_SENTENCES)) == len(lines(GOOD)) + len(GOOD_SENTENCES) >= 260


@pytest.mark.parametrize("text", CLINIC_SENTENCES)
def test_an_overclaim_in_the_style_of_a_clinic_is_caught(text: str) -> None:
    assert all_problems(text)


@pytest.mark.parametrize("text", GOOD_SENTENCES)
def test_a_good_sentence_gives_no_false_alarm(text: str) -> None:
    assert all_problems(text) == []


@given(st.lists(st.sampled_from(GOOD_SENTENCES), min_size=2, max_size=4), st.sampled_from(CLINIC_SENTENCES))
def test_an_overclaim_is_caught_among_good_sentences_and_only_there(several: list[str], overclaim: str) -> None:
    assert all_problems(" ".join(several)) == []
    text = " ".join([*several, overclaim])
    assert any(start >= len(text) - len(overclaim) - 2 for (start, _), _ in all_problems(text))


@pytest.mark.parametrize("text", lines(OVERCLAIMS))
def test_a_sentence_of_a_sales_page_is_caught(text: str) -> None:
    assert all_problems(text)


@pytest.mark.parametrize("text", lines(ORDERS))
def test_an_order_about_a_dose_is_caught(text: str) -> None:
    assert list(orders.dose_instructions(text))


@pytest.mark.parametrize("text", lines(GOOD))
def test_a_careful_sentence_is_not_caught(text: str) -> None:
    assert all_problems(text) == []


@given(st.lists(st.sampled_from(lines(GOOD)), min_size=2, max_size=4))
def test_careful_sentences_are_not_caught_together_either(several: list[str]) -> None:
    assert [message for _, message in all_problems(" ".join(several)) if "relative change" not in message] == []


@given(st.sampled_from(lines(GOOD)), st.sampled_from(lines(ORDERS)))
def test_an_order_is_caught_after_any_sentence_and_its_place_is_right(before: str, order: str) -> None:
    text = f"{before} {order}"
    spans = [span for span, _ in orders.dose_instructions(text)]
    assert any(len(before) - 1 <= start < end <= len(text) for start, end in spans)


PHRASES = [
    pytest.param(phrase, id=phrase.pattern.pattern[:40])
    for phrases in (
        words.NEVER,
        words.CHANGES,
        overclaims.SHAPES,
        effects.EFFECTS,
        orders.ORDERS,
        promotion.STORIES,
        promotion.SALES,
    )
    for phrase in phrases.phrases
]


@pytest.mark.parametrize("phrase", PHRASES)
@given(st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.filter_too_much])
def test_a_phrase_is_looked_for_wherever_it_stands(phrase: Phrase, data: st.DataObject) -> None:
    """The words that call for a pattern are complete: whatever the pattern finds is found by way of them too."""
    text = data.draw(st.from_regex(phrase.pattern.compiled))
    hit = phrase.pattern.search(text.lower())
    if hit is not None and len(text.lower()) == len(text):
        alone = Phrases(phrase._replace(unless=None, unless_before=None))
        assert hit.span() in [found.span() for _, found in alone.found(text)]


@pytest.mark.parametrize(
    "words", ["LDN really", "go back down", "by reducing", "warned claims", "cure", "patients with", "no more"]
)
def test_a_word_said_ten_thousand_times_is_read_in_a_blink(words: str) -> None:
    """A pattern that can fit a text in many ways would never end here."""
    assert isinstance(all_problems(f"{words} " * 5000 + words.rsplit(maxsplit=1)[-1] * 5000), list)


@given(st.text())
def test_the_sentences_of_a_text_follow_one_another_and_leave_out_only_spaces(text: str) -> None:
    parts = in_sentences(text)
    between = [text[first.end : second.start] for first, second in pairwise(parts)]
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    assert all(space.isspace() for space in between)


@pytest.mark.parametrize(
    "text",
    ["LDN is the sunshine after the rain.", "Lupus bows to LDN!", "Ask a pharmacist. LDN is the sunshine after the rain."],
)
def test_a_sentence_on_ldn_that_nothing_ties_down_is_found_at_its_place(text: str) -> None:
    assert [text[start:end] for (start, end), _ in bare.bare_statements(text)] == [text.removeprefix("Ask a pharmacist. ")]


@pytest.mark.parametrize(
    "text", ["Stopping LDN", "LDN and mood", "Is LDN right for me?", "LDN may ease pain.", "A trial gave LDN."]
)
def test_headings_questions_hedges_and_reports_on_ldn_are_free(text: str) -> None:
    assert list(bare.bare_statements(text)) == []


@pytest.mark.parametrize("claimed", ["LDN cures lupus", "LDN has no side effects", "LDN is safe for everyone"])
def test_what_others_claim_may_be_told_where_the_same_sentence_answers_it(claimed: str) -> None:
    assert all_problems(f"Some clinics say that {claimed}.")
    assert all_problems(f"Some clinics say that {claimed}. No trial has shown this.")
    assert all_problems(f"Some clinics say that {claimed}; no trial has shown this.") == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= start < end <= len(text) for (start, end), _ in all_problems(text))


# Grade and finding


def claim(short: str, plain: str | None = None, **more: object) -> m.Claim:
    return m.Claim.model_validate({"id": "pain", "type": "practical", "short": short, "plain": plain, **more})


def problems(
    short: str,
    level: str | None,
    finding: str | None = None,
    because: str | None = None,
    plain: str | None = None,
    **more: object,
) -> list[str]:
    return [field for field, _ in hedges.wording_problems(claim(short, plain, **more), level, finding, because)]


@pytest.mark.parametrize(
    ("level", "finding", "short"),
    [
        ("high", "benefit", "LDN reduces pain."),
        ("high", "harm", "LDN causes vivid dreams."),
        ("high", "little-or-no-difference", "LDN makes little or no difference to pain."),
        ("moderate", "benefit", "LDN probably reduces pain."),
        ("moderate", "little-or-no-difference", "LDN probably makes little or no difference to pain."),
        ("low", "harm", "LDN may cause more vivid dreams than placebo."),
        ("low", "little-or-no-difference", "On average, LDN may make little or no difference to pain."),
        ("very-low", "benefit", "We do not know whether LDN eases pain. The evidence is very uncertain."),
        ("very-low", "little-or-no-difference", "We do not know. The one trial found no clear difference; it was too small."),
        ("very-low", "not-told-apart", "We do not know whether LDN eases pain."),
        ("low", "not-told-apart", "We do not know whether LDN eases pain."),
    ],
)
def test_the_words_of_the_table_are_accepted_at_their_own_grade_only(level: str, finding: str, short: str) -> None:
    assert problems(short, level, finding, plain=short + " More follows.") == []
    others = {"high", "moderate", "low"} - {level} if finding != "not-told-apart" else set()
    assert all(problems(short, other, finding) for other in others)


@pytest.mark.parametrize(
    ("short", "level", "finding"),
    [
        ("LDN eases pain.", "low", "benefit"),
        ("LDN may ease pain.", "very-low", "benefit"),
        ("We do not know, but LDN may ease pain.", "very-low", "not-told-apart"),
        ("LDN probably eases pain.", "low", "benefit"),
        ("LDN may ease pain.", "moderate", "benefit"),
        ("LDN may ease pain.", "high", "benefit"),
        ("LDN may not ease pain.", "low", "little-or-no-difference"),
        ("LDN makes little or no difference.", "low", "little-or-no-difference"),
    ],
)
def test_the_words_of_another_grade_are_refused(short: str, level: str, finding: str) -> None:
    assert "short" in problems(short, level, finding)


def test_the_first_sentence_of_the_plain_text_is_bound_too_and_the_rest_is_free() -> None:
    assert problems("LDN may ease pain.", "low", "benefit", plain="LDN may ease pain. It probably took weeks.") == []
    assert problems("LDN may ease pain.", "low", "benefit", plain="It was a trial. LDN may ease pain.") == ["plain"]


def test_a_very_uncertain_benefit_is_called_so() -> None:
    assert problems("We do not know.", "very-low", "benefit", plain="We do not know.") == ["plain"]


def test_a_claim_that_shares_a_rating_carries_its_hedge_in_the_short() -> None:
    shared = "condition/fibromyalgia#pain"
    short = "The trials do not all agree; on average, LDN may make little or no difference."
    assert problems(short, "low", "little-or-no-difference", same_as=shared) == []
    assert problems("The trials do not all agree.", "low", "little-or-no-difference", same_as=shared) == ["short"]


@pytest.mark.parametrize(
    ("because", "short"),
    [
        ("none-found", "We found no study of LDN in lupus."),
        ("stopped-early", "The one trial of LDN in endometriosis stopped early and cannot tell whether it helps."),
        ("no-results-yet", "A trial of LDN in vasculitis is done; we found no results."),
        ("other-doses-only", "In Alzheimer's disease only far higher doses of naltrexone were studied."),
    ],
)
def test_where_there_is_nothing_to_rate_the_short_says_why(because: str, short: str) -> None:
    assert problems(short, "none", None, because) == []
    assert problems("It is not clear.", "none", None, because) == ["short"]


def test_a_claim_without_a_rating_is_free() -> None:
    assert problems("Ask first.", None) == []


# Results without a comparison group, and single cases


def source(kind: str, comparison: str = "one-group", about: str = "benefit") -> m.Source:
    return m.Source.model_validate({
        "kind": "source", "id": "s", "type": kind, "dose_class": "low", "title": "T", "url": "https://example.org/s",
        "link_kind": "other", "checked": {"month": "2026-11", "depth": "abstract"},
        "results": [{"id": "pain", "name": "pain", "about": about, "comparison": comparison}],
        "statements": [
            {"id": "fall", "kind": "finding", "text": "Pain fell.", "dose_context": "low"},
            {"id": "rules", "kind": "exclusion", "text": "No opioids.", "dose_context": "low"}]})  # fmt: skip


def before_after(
    plain: str,
    kind: str = "single-arm-trial",
    part: str = "pain",
    stance: str = "supports",
    short: str = "Not known.",
    **more: str,
) -> list[str]:
    cited = claim(short, plain, citations=[{"part": f"s#{part}", "stance": stance}])
    return [field for field, _ in hedges.before_after_problems(cited, {"s": source(kind, **more)})]


TOLD = "In 8 women without a comparison group, pain fell; such changes also happen without treatment."


@pytest.mark.parametrize("part", ["pain", "fall"])
@pytest.mark.parametrize("kind", ["single-arm-trial", "case-series"])
def test_a_change_without_a_comparison_group_is_told_as_such(kind: str, part: str) -> None:
    assert before_after(TOLD, kind, part) == []
    assert before_after("In 8 women, pain fell.", kind, part) == ["plain"]
    assert before_after("In 8 women without a comparison group, pain fell.", kind, part) == ["plain"]
    assert before_after("In 8 women, pain fell; such changes also happen without treatment.", kind, part) == ["plain"]


def test_a_change_without_a_comparison_group_never_stands_in_a_short() -> None:
    assert before_after(TOLD, short="Pain improved in 8 women.") == ["short"]


def test_a_trial_that_reports_each_group_alone_may_say_so() -> None:
    text = "It reports only how each group changed, and pain also fell in the group that had placebo."
    assert before_after(text, "case-series", comparison="within-arm") == []


def test_context_entry_rules_harms_and_comparisons_are_free() -> None:
    assert before_after("Pain fell.", stance="context") == []
    assert before_after("Pain fell.", part="rules") == []
    assert before_after("Pain rose.", about="harm") == []
    assert before_after("Pain fell.", comparison="between-arms") == []
    assert before_after("Opioids were not allowed.") == []


def test_a_case_shows_that_it_can_happen_not_how_often() -> None:
    assert before_after("A man went into withdrawal. That case shows that it can happen, not how often.", "case-report") == []
    assert before_after("A man went into withdrawal.", "case-report") == ["plain"]


def test_an_unknown_source_is_for_another_rule() -> None:
    cited = claim("Short.", "Pain fell.", citations=[{"part": "unknown#pain", "stance": "supports"}])
    assert list(hedges.before_after_problems(cited, {})) == []


@cache
def shipped() -> list[m.AnyEntry]:
    folder = Path(ldn_content.__file__).parent / "data" / "en"
    names = {"fibromyalgia", "systemic-lupus-erythematosus", "current-opioid-use", "insurers-pay-for-ldn"}
    names.add("can-i-take-ldn-with-codeine")
    files = [path for path in sorted(folder.glob("*/*.json")) if path.stem in names]
    data = [json.loads(path.read_text("utf-8")) for path in files]
    return [m.CLASSES[item["kind"]].model_validate({k: v for k, v in item.items() if k != "$schema"}) for item in data]


def test_the_model_entries_are_clean() -> None:
    for entry in shipped():
        own = [entry] if isinstance(entry, m.Caveat | m.ClaimReview) else []
        for item in (*m.claims_of(entry), *own):
            for text in filter(None, (item.short, item.plain, item.clinical)):
                assert all_problems(text) == []
