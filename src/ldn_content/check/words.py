"""Law 3: what is never said, and no effect stated as a fact.

The claim of a claim review, and the wordings of a question, are somebody else's words: they are not passed to these functions.
"""

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.phrases import Phrase, Phrases, Problem, anywhere, as_written, cues, sentence_around, words

# Who else says it, that it is only asked, or that it is denied: then the sentence is a report, not our verdict.
SAID: Final = anywhere(
    r"sa(?:id|ys?)|report(?:s|ed)?|call(?:s|ed)?|conclude[sd]?|describe[sd]?|according|authors?|reviews?|found"
)
ASKED: Final = anywhere(r"whether|if|how|what|why|that|theor(?:y|ies)|claims?|idea|question|thought|believed?|hoped?|nor?|not")
COMPARED: Final = anywhere(r"placebo|controls?|compar(?:ison|ed)|against|versus|sham|(?:other|both) groups?|% and by \d+")
_UNITS_SEEN: Final = anywhere(r"absolute|points?|in figures|counts?|denominators?|\d+ of \d+|\d+/\d+")
_IN_THE_LABORATORY: Final = anywhere(r"laboratory|animals?|rats?|mice|mouse|rodents?|cells in|test tubes?")

NEVER: Final = Phrases(
    Phrase(words(r"(?:does|did)(?: not|n['’]t) (?:work|help)"), "say what was found: little or no difference, or not known",
           cues("work help")),
    Phrase(words(r"no (?:\w+ )?evidence (?:of|for) (?:an? |any )?(?:\w+ )?(?:effects?|benefit|efficacy|harm|difference)"
                 r"|no evidence that (?:it|ldn|naltrexone|low-dose naltrexone)"),
           'sounds like a negative result: say "we found no study", or what the study found', cues("evidence")),
    Phrase(words(r"(?:un)?proven|prove[sd]?|proving|cure[sd]?|curing|guarantee[sd]?"), "say what was found, and how sure we are",
           cues("proven unproven prove proves proved proving cure cures cured curing guarantee guarantees guaranteed")),
    Phrase(words(r"(?:un)?safe(?:ly|r|st)?(?! (?:place|distance))|low-risk|risk-free|harmless|non-?toxic|side[- ]effect[- ]free"
                 r"|(?:no|without|zero|free of|free from|hardly any|almost no) (?:(?:real|known|harmful) )?side[- ]effects"),
           "say which unwanted events were counted",
           cues("safe safely safer safest unsafe unsafely unsafer unsafest risk harmless toxic nontoxic side")),
    Phrase(words(r"(?:non-?|in)?significan(?:t|tly|ce)"), "readers take it for large: give the figures and the interval",
           cues("significant significantly significance insignificant insignificantly insignificance"
                " nonsignificant nonsignificantly nonsignificance")),
    Phrase(words(r"failed"), "a trial finds, it does not fail: say what it found", cues("failed")),
    Phrase(words(r"(?:\d{1,3}|one|two|three|four|five|nine) (?:in|out of every|in every) (?:every )?"
                 r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|(?!19\d\d|20\d\d)\d[\d,]*)"
                 r"(?!-| mg| (?:\w+ )?(?:weeks?|months?|trials?|stud(?:y|ies)|reviews?|hours|days|years))"),
           'no "1 in x": say "x of y", or out of 100'),
    Phrase(words(r"break-?throughs?(?! (?:pain|bleeding|infections?))|mirac(?:les?|ulous)|wonder[- ]drugs?|magic(?:al)?|huge"
                 r"|life[- ]changing|game[- ]?chang(?:ers?|ing)|revolutionary|remarkabl[ey]|amazing(?:ly)?|incredibl[ey]"
                 r"|dramatic(?:ally)?|striking(?:ly)?|exciting|powerful(?:ly)?|holy grail|silver bullet|best-kept secret"),
           "praise, not a finding: say what was measured",
           cues("breakthrough breakthroughs through throughs miracle miracles miraculous wonder magic magical huge life game"
                " gamechanger gamechangers gamechanging revolutionary remarkable remarkably amazing amazingly incredible"
                " incredibly dramatic dramatically striking strikingly exciting powerful powerfully holy silver best")),
    Phrase(words(r"promising|(?:great|shows?) promise|hopeful"), "a verdict of hope: say what was found, and how sure we are",
           cues("promising promise hopeful"), unless=anywhere(r"early|earlier|reviews?|call(?:ed|s)?|authors?|not")),
    Phrase(words(r"well[- ]tolerated|(?:highly|very|extremely|is|are) effective|effective (?:treatment|therapy|for|against|in)"),
           "a verdict: say what was counted, or whose verdict it is", cues("tolerated effective"),
           unless=SAID, unless_before=ASKED),
    Phrase(words(r"works? (?:well |wonders |great |best )?for|works? wonders"), "say what was found", cues("work works"),
           unless_before=ASKED),
    Phrase(words(r"there (?:is|are) no (?:\w+ )?risks?|(?:few|minimal) side[- ]effects|no (?:known )?interactions?(?! data)"
                 r"|does not interact|it works|best choice"
                 r"|(?:do not|don['’]t) worry|(?:is|are) (?:fine|ok|okay|all right)|we recommend"),
           "sounds like an all-clear: say what was looked for, and that a pharmacist has to be asked",
           cues("risk risks side interaction interactions interact works best worry fine ok okay right recommend")),
    Phrase(words(r"sufferers?|addicts?|victims?"), "people are not their condition: people with …, people who use …",
           cues("sufferer sufferers addict addicts victim victims")),
)  # fmt: skip
CHANGES: Final = Phrases(
    Phrase(
        re.compile(  # ends after "%", where no word ends
            r"\b(?:(?:f[ea]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|r[io]se[sn]?|cut(?:s|ting)?|eas(?:e[sd]|ing)|shr[aiu]nk|went down"
            r"|(?:decreas|increas|improv|reduc|boost|slow|lower)(?:e?[sd]?|ing))\b"
            r"[^.;]{0,60}?\bby (?:(?:about|around|roughly|nearly|almost|up to|over) )?\d+(?:\.\d+)?[- ]?(?:%|per ?cent\b|fold\b)"
            r"|\d+(?:\.\d+)? ?(?:%|per ?cent) (?:\w+ )?(?:reduction|improvement|decrease|drop|fall|increase|rise|lower|higher|less"
            r"|fewer|better|more|relief)|(?:halve[sd]?|doubled?s?|tripled?s?)(?= (?:the |your |their )?(?:\w+ )?(?:risk|pain|chance"
            r"|rate|odds|symptoms|relapses?|survival|energy|endorphins?))"
            r"|(?:half|twice|three times) (?:as likely|more likely|the r(?:isk|ate)))"
        ),
        "",
        cues("% percent per fold halve halves halved double doubles doubled doubleds triple triples tripled tripleds")
        | cues("half twice times"),
    )
)
# Present-tense effects of LDN that no grade below high allows. "Blocks opioids" is what the drug is, and is not among them.
_VERBS: Final = (
    "reduces improves eases relieves lowers heals treats helps boosts calms stops slows restores works prevents regulates balances"
    " modulates raises increases suppresses shrinks reverses repairs resets rebalances strengthens fights normalises normalizes ends"
    " lifts eliminates protects clears beats kills"
)
_WILL: Final = "reduce improve ease relieve lower heal treat help boost calm stop slow restore work prevent shrink reverse clear kill end lift"
EFFECTS: Final = Phrases(
    Phrase(
        words(
            r"(?:ldn|low-dose naltrexone|naltrexone)(?: \(ldn\))? (?:(?:also|really|usually|often|quickly|naturally|gently|clearly) )*"
            rf"(?:{_VERBS.replace(' ', '|')}|(?:brings|gives|offers) relief|(?:turns|switches) off|makes (?:you|people|your|pain)"
            r"|is an? (?:\w+ )?(?:treatment|remedy|therapy|answer|solution|alternative)|has (?:no|an?) (?:\w+ )?effect|takes away"
            rf"|(?:can|will|does) (?:\w+ly )?(?:{_WILL.replace(' ', '|')}))"
            r"|it (?:reduces|improves|eases|relieves|heals|treats)|goes? away with ldn"
        ),
        "states an effect as a fact: hedge it by its grade, or report it in the past tense",
        cues(f"{_VERBS} {_WILL} relief off makes treatment remedy therapy answer solution alternative effect away"),
        unless=_IN_THE_LABORATORY,
        unless_before=ASKED,
    )
)


def forbidden_words(text: str) -> Iterator[Problem]:
    """Yield what is never said: verdicts, praise, "1 in x", a relative change without its comparison.

    >>> [message for _, message in forbidden_words("It is safe.")]
    ['"safe": say which unwanted events were counted']
    """
    yield from NEVER.problems(text)
    for _, hit in CHANGES.found(text):
        if not COMPARED.search(sentence_around(text, hit)):
            fault = "a relative change alone: show both groups, and say that no absolute figure was seen"
            yield hit.span(), f'"{as_written(text, hit)}": {fault}'
        elif " by " in hit[0] and not _UNITS_SEEN.search(text):
            yield (
                hit.span(),
                f'"{as_written(text, hit)}": a relative change: give the absolute figures, or say that none was seen',
            )


def unhedged_effects(text: str) -> Iterator[Problem]:
    """Yield each effect of LDN that is stated as a fact in the present tense; for texts whose grade is below high.

    >>> [message for _, message in unhedged_effects("LDN reduces pain.")]
    ['"LDN reduces" states an effect as a fact: hedge it by its grade, or report it in the past tense']
    >>> list(unhedged_effects("We do not know whether LDN reduces pain."))
    []
    """
    for phrase, hit in EFFECTS.found(text):
        yield hit.span(), f'"{as_written(text, hit)}" {phrase.message}'
