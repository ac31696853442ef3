"""Law 3: words match the evidence. What may be said at which grade, and what is never said.

The claim of a claim review, and the wordings of a question, are somebody else's words: the engine does not pass them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ldn_content.model import Caveat, Citation, Claim, ClaimReview, Result, Source, Statement

Problem = tuple[tuple[int, int], str]
"""Where in the text (from, to), and what is wrong."""


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    message: str
    unless: re.Pattern[str] | None = None  # allowed where this stands in the same sentence
    unless_before: re.Pattern[str] | None = None  # allowed where this stands before it in the same clause


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[A-Z0-9])")
_CLAUSE: Final = re.compile(r"[.;:!?(]\s|,? (?:and )?(?=then\b)", re.IGNORECASE)
# Who else says it, that it is only asked, or that it is denied: then the sentence is a report, not our verdict.
_SAID: Final = _words(r"sa(?:id|ys?)|report(?:s|ed)?|call(?:s|ed)?|conclude[sd]?|describe[sd]?|according|authors?|reviews?|found")
_ASKED: Final = _words(r"whether|if|how|what|why|that|theor(?:y|ies)|claims?|idea|question|thought|believed?|hoped?|nor?|not")
_NOT: Final = _words(r"not|never|nobody|without asking|cannot|don['’]t|no")
_ASKS: Final = re.compile(r"\bask\b[^.;:,]*\b(?:whether|if|before|how)\b[^.;:,]*$", re.IGNORECASE)
_STUDIED: Final = _words(r"trials?|stud(?:y|ies|ied)|were|was|participants|protocol|register(?:ed)?")
_COMPARED: Final = _words(r"placebo|controls?|compar(?:ison|ed)|against|versus|sham|(?:other|both) groups?|% and by \d+")
_UNITS_SEEN: Final = _words(r"absolute|points?|in figures|counts?|denominators?|\d+ of \d+|\d+/\d+")
_IN_THE_LABORATORY: Final = _words(r"laboratory|animals?|rats?|mice|mouse|rodents?|cells in|test tubes?")

_NEVER: Final = (
    _Rule(_words(r"(?:does|did)(?: not|n['’]t) (?:work|help)"), "say what was found: little or no difference, or not known"),
    _Rule(_words(r"no (?:\w+ )?evidence (?:of|for) (?:an? |any )?(?:\w+ )?(?:effects?|benefit|efficacy|harm|difference)"
                 r"|no evidence that (?:it|LDN|naltrexone|low-dose naltrexone)"),
          'sounds like a negative result: say "we found no study", or what the study found'),
    _Rule(_words(r"(?:un)?proven|prove[sd]?|proving|cure[sd]?|curing|guarantee[sd]?"), "say what was found, and how sure we are"),
    _Rule(_words(r"(?:un)?safe(?:ly|r|st)?(?! (?:place|distance))|low-risk|risk-free|harmless|non-?toxic|side[- ]effect[- ]free"
                 r"|(?:no|without|zero|free of|free from|hardly any|almost no) (?:(?:real|known|harmful) )?side[- ]effects"),
          "say which unwanted events were counted"),
    _Rule(_words(r"(?:non-?|in)?significan(?:t|tly|ce)"), "readers take it for large: give the figures and the interval"),
    _Rule(_words(r"failed"), "a trial finds, it does not fail: say what it found"),
    _Rule(_words(r"(?:\d{1,3}|one|two|three|four|five|nine) (?:in|out of every|in every) (?:every )?"
                 r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|(?!19\d\d|20\d\d)\d[\d,]*)"
                 r"(?!-| mg| (?:\w+ )?(?:weeks?|months?|trials?|stud(?:y|ies)|reviews?|hours|days|years))"),
          'no "1 in x": say "x of y", or out of 100'),
    _Rule(_words(r"break-?throughs?(?! (?:pain|bleeding|infections?))|mirac(?:les?|ulous)|wonder[- ]drugs?|magic(?:al)?|huge"
                 r"|life[- ]changing|game[- ]?chang(?:ers?|ing)|revolutionary|remarkabl[ey]|amazing(?:ly)?|incredibl[ey]"
                 r"|dramatic(?:ally)?|striking(?:ly)?|exciting|powerful(?:ly)?|holy grail|silver bullet|best-kept secret"),
          "praise, not a finding: say what was measured"),
    _Rule(_words(r"promising|(?:great|shows?) promise|hopeful"), "a verdict of hope: say what was found, and how sure we are",
          unless=_words(r"early|earlier|reviews?|call(?:ed|s)?|authors?|not")),
    _Rule(_words(r"well[- ]tolerated|(?:highly|very|extremely|is|are) effective|effective (?:treatment|therapy|for|against|in)"),
          "a verdict: say what was counted, or whose verdict it is", unless=_SAID, unless_before=_ASKED),
    _Rule(_words(r"works? (?:well |wonders |great |best )?for|works? wonders"), "say what was found", unless_before=_ASKED),
    _Rule(_words(r"there (?:is|are) no (?:\w+ )?risks?|(?:few|minimal) side[- ]effects|no (?:known )?interactions?(?! data)"
                 r"|does not interact|it works|best choice"
                 r"|(?:do not|don['’]t) worry|(?:is|are) (?:fine|OK|okay|all right)|we recommend"),
          "sounds like an all-clear: say what was looked for, and that a pharmacist has to be asked"),
    _Rule(_words(r"sufferers?|addicts?|victims?"), "people are not their condition: people with …, people who use …"),
)  # fmt: skip
_CHANGE: Final = re.compile(  # ends after "%", where no word ends
    r"\b(?:(?:f[ea]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|r[io]se[sn]?|cut(?:s|ting)?|eas(?:e[sd]|ing)|shr[aiu]nk|went down"
    r"|(?:decreas|increas|improv|reduc|boost|slow|lower)(?:e?[sd]?|ing))\b"
    r"[^.;]{0,60}?\bby (?:(?:about|around|roughly|nearly|almost|up to|over) )?\d+(?:\.\d+)? ?(?:%|per ?cent|fold)"
    r"|\d+(?:\.\d+)? ?(?:%|per ?cent) (?:\w+ )?(?:reduction|improvement|decrease|drop|fall|increase|rise|lower|higher|less|fewer"
    r"|better|more|relief)|(?:halve[sd]?|doubled?s?|tripled?s?)(?= (?:the |your |their )?(?:\w+ )?(?:risk|pain|chance|rate|odds"
    r"|symptoms|relapses?|survival|energy|endorphins?))|(?:half|twice|three times) (?:as likely|more likely|the r(?:isk|ate)))",
    re.IGNORECASE,
)
_TAKERS: Final = r"(?:you|patients?|people|adults|women|men|everyone|anyone)"
_MUST: Final = r"(?:should|must|need to|have to|ought to)"
# Where an order begins: the start of a sentence or list item, or after "you should", "please", "then".
_ORDER: Final = (
    rf"(?:^|[.;:!?,] (?:and )?(?:then )?|\b(?:{_TAKERS} (?:{_MUST}|can|may|could)|please|simply|just|then|and|or) )"
    r"(?:always |usually |only |gradually |slowly )?"
)


def _order(pattern: str) -> re.Pattern[str]:
    return re.compile(_ORDER + pattern, re.IGNORECASE)


_DOSE_ORDERS: Final = (
    _Rule(_order(r"take (?:(?:only|just|about|up to) )*(?:\d|(?:one|two|half|it|LDN|naltrexone|this|no more|low-dose)\b"
                 r"|a (?:half|quarter|tablet|capsule|low dose|dose)|(?:the|your) (?:dose|first|next|LDN|tablet|capsule|med))"),
          "nobody is told to take a dose"),
    _Rule(_words(r"(?:start|begin|commence)(?:ing)? (?:\w+ ){0,3}?(?:with|at|on) (?:\w+ ){0,4}?[\d.]+(?:(?: to |-)[\d.]+)?"
                 r" ?(?:mg|mcg|milligrams?|micrograms?)|(?:start|begin) (?:with|at|on) (?:a low dose|half|a quarter)|start low"),
          "no starting dose: say at which dose it was studied", unless=_STUDIED),
    _Rule(_order(r"(?:increase|raise|(?:go|step|build|work|move) up|double|lower|reduce|adjust|change|cut|skip|halve|split)"
                 r"(?:(?: (?:your|the|this|a|by|up|it|LDN|nightly|daily|evening|next|morning)){1,4} doses?\b"
                 r"|(?: it| up)? (?:to|by) \d)"), "no step-up and no change of dose"),
    _Rule(_words(r"titrate|increase to \d+|up-?titrate"), "no schedule: say how it was built up in the study", unless=_STUDIED),
    _Rule(_order(r"(?:stop|quit|come off|wean off|discontinue|pause|hold|drop)"
                 r" (?:taking|using|your|all|the|any|LDN|naltrexone|opioids?|methadone|medication|medicines?|it)\b"),
          "nobody is told to stop a medicine: plan it, ask, do not … without asking"),
    _Rule(_words(rf"{_TAKERS} {_MUST} (?:\w+ )?(?:take|use|try|start|stop|switch|begin|skip|double)"
                 r"|you can (?:\w+ )?(?:take|use|try|start|stop|switch|begin)"),
          "nobody is told what to take: tell, ask, call, plan"),
    _Rule(_order(r"(?:swallow|use|have) (?:\d|one|two|half)|leave out|wean yourself|stay off opioids"
                 r"|skip (?:your|the|an?) (?!appointment)"),
          "nobody is told to take, leave out or stop a dose"),
    _Rule(_order(r"(?:stop|come off|skip|reduce) (?:codeine|tramadol|methadone|morphine|oxycodone|fentanyl|buprenorphine"
                 r"|hydrocodone|methotrexate)"),
          "nobody is told to stop a medicine: plan it, ask, do not … without asking"),
    _Rule(_words(r"you (?:can|may) (?:\w+ )?(?:have|take|use|stop|skip|reduce)|may be taken with (?:LDN|naltrexone)"
                 r"|your dose (?:is|should|will)"), "nobody is told what to take: tell, ask, call, plan"),
    _Rule(_words(r"(?:dose|\d ?mg)(?: \w+){0,3} (?:is|are) (?:recommended|advised|best|ideal)"), "no dose is recommended",
          unless_before=_words(r"which|what|whether|not|no|labels?|says?|guidelines?")),
    _Rule(_words(r"(?:halve|quarter|split|cut|break|crush|divide|dissolve) (?:the|your|a|one|each|standard|\d+ mg) (?:\d+ ?mg )?"
                 r"(?:naltrexone )?(?:tablets?|pills?|capsules?)|(?:half|quarter|third) (?:of )?an?(?:other)? (?:tablet|pill)"),
          "no fraction of a tablet"),
    _Rule(_order(r"(?:wait|leave|allow) (?:at least |for )?(?:\d|two|three|four|six|seven|ten)[^.;]{0,20}(?:hour|day|week)s?"),
          "no countdown: ask how long"),
    _Rule(_words(r"(?:days?|weeks?|hours?) (?:without|off|free of) opioids (?:is|are|will be) (?:enough|sufficient)"
                 r"|a break of (?:\w+ ){1,3}(?:days?|weeks?)"), "no countdown: ask how long"),
)  # fmt: skip
# Present-tense effects of LDN that no grade below high allows. "Blocks opioids" is what the drug is, and is not among them.
_EFFECT: Final = _words(
    r"(?:LDN|low-dose naltrexone|naltrexone)(?: \(LDN\))? (?:(?:also|really|usually|often|quickly|naturally|gently|clearly) )*"
    r"(?:reduces|improves|eases|relieves|lowers|heals|treats|helps|boosts|calms|stops|slows|restores|works|prevents|regulates"
    r"|balances|modulates|raises|increases|suppresses|shrinks|reverses|repairs|resets|rebalances|strengthens|fights|normali[sz]es"
    r"|ends|lifts|eliminates|protects|(?:brings|gives|offers) relief|(?:turns|switches) off|makes (?:you|people|your|pain)"
    r"|is an? (?:\w+ )?(?:treatment|remedy|therapy|answer|solution|alternative)|has (?:no|an?) (?:\w+ )?effect|takes away|clears"
    r"|beats|kills|(?:can|will|does) (?:\w+ly )?(?:reduce|improve|ease|relieve|lower|heal|treat|help|boost|calm|stop|slow"
    r"|restore|work|prevent|shrink|reverse|clear|kill|end|lift))"
    r"|it (?:reduces|improves|eases|relieves|heals|treats)|goes? away with LDN"
)
_CANNOT_TELL: Final = _words(r"we do not know")
_NONE: Final = {  # what a text says where there is nothing to rate, and why not
    "none-found": (_words(r"we found no"), "We found no study of …"),
    "stopped-early": (_words(r"stopped (?:early|before|after)|ended early"), "… stopped early"),
    "no-results-yet": (_words(r"no (?:\w+ )?results?|ha(?:s|ve) not (?:yet )?(?:been )?reported"), "… no results"),
    "other-doses-only": (_words(r"(?:other|higher|larger|standard|smaller|lower|(?:much|far) \w+) doses?"), "… other doses"),
}
_NO_COMPARISON: Final = _words(
    r"(?:without|no|lack(?:s|ed)) (?:an? |any )?(?:randomi[sz]ed |real |separate )?(?:comparison|control|placebo)s?"
    r"|nobody to compare|everyone (?:took|had|got) LDN|both groups (?:took|had) LDN|each group changed|within-group|between-group"
    r"|uncontrolled|not compared|compar(?:ed|ison) with placebo"
)
_ANYWAY: Final = _words(
    r"(?:happens?|occurs?|comes?|come and go|change) (?:also )?(?:anyway|by (?:itself|themselves))|without (?:any )?treatment"
    r"|each group changed|no between-group|cannot be (?:credited|put down) to"
)
_CAN_HAPPEN: Final = _words(
    r"not how often|cannot (?:show|tell)|do(?:es)? not (?:show|tell|say)(?: us)? how (?:often|common)|do not know how often"
    r"|how often[^.]{0,60} (?:is|are) not known|cannot be (?:told|known|credited)"
)
_CHANGED: Final = _words(
    r"f[ae]ll(?:en)?|dropped|improved|eased|(?:got|felt) better|decreased|went (?:down|away)|cleared|healed|shrank|rose|recovered"
    r"|(?:went|came|were|was) (?:in|into) remission|had less|responded"
)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text.

    >>> first_sentence("Studied at 4.5 mg. It was small.")
    'Studied at 4.5 mg.'
    """
    return _SENTENCE_END.split(text, 1)[0]


def wording_problems(claim: Claim, level: str | None, finding: str | None, none_because: str | None) -> Iterator[tuple[str, str]]:
    """Yield (field, message) where `short`, or the first sentence of `plain`, does not have the words of its grade and finding.

    For a claim with `same_as` the grade is that of the other claim, and only `short` must carry its hedge.

    >>> claim = Claim(id="pain", type="effect", short="LDN eases pain.", same_as="condition/x#pain")
    >>> list(wording_problems(claim, "very-low", "not-told-apart", None))
    [('short', 'very low certainty, or not told apart: say "We do not know …"')]
    """
    texts = [("short", claim.short)]
    if claim.plain and claim.same_as is None:
        texts.append(("plain", first_sentence(claim.plain)))
    for field, text in texts:
        yield from ((field, message) for message in _grade_problems(text, level, finding, none_because))
    uncertain = " ".join(text for text in (claim.short, claim.plain, claim.clinical) if text)
    if level == "very-low" and finding in {"benefit", "harm"} and claim.same_as is None and "very uncertain" not in uncertain:
        yield "plain", 'very low certainty with a benefit or harm: say "The evidence is very uncertain."'


def _grade_problems(text: str, level: str | None, finding: str | None, none_because: str | None) -> Iterator[str]:
    if level == "none":
        pattern, wanted = _NONE[none_because or "none-found"]
        if not pattern.search(text):
            yield f'nothing to rate ({none_because}): say "{wanted}"'
    elif level == "very-low" or (level and finding == "not-told-apart"):
        if not _CANNOT_TELL.search(text):
            yield 'very low certainty, or not told apart: say "We do not know …"'
        elif found := re.search(r"\b(?:may|might|probably|likely)\b(?! (?:be|have been) (?:due to )?(?:chance|wrong))", text):
            yield f'"{found[0]}" claims more than "We do not know"'
    elif level in {"low", "moderate", "high"}:
        yield from _hedge_problems(text, level, finding)


def _hedge_problems(text: str, level: str, finding: str | None) -> Iterator[str]:
    hedge = {"low": "may", "moderate": "probably", "high": ""}[level]
    little = f"{hedge} makes? little or no difference".strip()
    if finding == "little-or-no-difference" and not re.search(rf"\b{little}\b", text, re.IGNORECASE):
        yield f'{level} certainty of little or no difference: say "{little.replace("s?", "(s)")}"'
    elif finding in {"benefit", "harm"} and hedge and not re.search(rf"\b{hedge}\b", text, re.IGNORECASE):
        yield f'{level} certainty: say "{hedge}"'
    others = {"low": r"probably|likely", "moderate": r"may|might", "high": r"may|might|probably|likely|do not know"}[level]
    if found := re.search(rf"\b(?:{others})\b(?! not be chance)", text, re.IGNORECASE):
        yield f'"{found[0]}" is the word of another grade than {level}'


def unhedged_effects(text: str) -> Iterator[Problem]:
    """Yield each effect of LDN that is stated as a fact in the present tense; for texts whose grade is below high.

    >>> [message for _, message in unhedged_effects("LDN reduces pain.")]
    ['"LDN reduces" states an effect as a fact: hedge it by its grade, or report it in the past tense']
    >>> list(unhedged_effects("We do not know whether LDN reduces pain."))
    []
    """
    for hit in _EFFECT.finditer(text):
        if not _ASKED.search(_clause_before(text, hit.start())) and not _IN_THE_LABORATORY.search(_sentence_around(text, hit)):
            yield hit.span(), f'"{hit[0]}" states an effect as a fact: hedge it by its grade, or report it in the past tense'


def forbidden_words(text: str) -> Iterator[Problem]:
    """Yield what is never said: verdicts, praise, "1 in x", a relative change without its comparison.

    >>> [message for _, message in forbidden_words("It is safe.")]
    ['"safe": say which unwanted events were counted']
    """
    yield from _apply(_NEVER, text)
    for hit in _CHANGE.finditer(text):
        if not _COMPARED.search(_sentence_around(text, hit)):
            yield hit.span(), f'"{hit[0]}": a relative change alone: show both groups, and say that no absolute figure was seen'
        elif " by " in hit[0] and not _UNITS_SEEN.search(text):
            yield hit.span(), f'"{hit[0]}": a relative change: give the absolute figures, or say that none was seen'


def dose_instructions(text: str) -> Iterator[Problem]:
    """Yield what tells a reader to take, change or stop a dose. "Do not … without asking" is allowed.

    >>> [message for _, message in dose_instructions("Take 4.5 mg at night.")]
    ['"Take 4": nobody is told to take a dose']
    >>> list(dose_instructions("Do not stop a medicine without asking."))
    []
    """
    for span, message in _apply(_DOSE_ORDERS, text):
        before = _clause_before(text, span[1])
        if not _NOT.search(before) and not _ASKS.search(before):
            yield span, message


def _apply(rules: Iterable[_Rule], text: str) -> Iterator[Problem]:
    for rule in rules:
        for hit in rule.pattern.finditer(text):
            if rule.unless and rule.unless.search(_sentence_around(text, hit)):
                continue
            if rule.unless_before and rule.unless_before.search(_clause_before(text, hit.start())):
                continue
            yield hit.span(), f'"{hit[0].strip(" .;:,!?")}": {rule.message}'


def _clause_before(text: str, end: int) -> str:
    before = text[:end]
    breaks = [hit.end() for hit in _CLAUSE.finditer(before)]
    return before[breaks[-1] :] if breaks else before


def _sentence_around(text: str, hit: re.Match[str]) -> str:
    breaks = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((place for place in breaks if place <= hit.start()), default=0)
    return text[start : min((place for place in breaks if place >= hit.end()), default=len(text))]


def before_after_problems(claim: Claim | Caveat | ClaimReview, sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Yield (field, message) where results without a comparison group, or single cases, are not told as such.

    >>> list(before_after_problems(Claim(id="a", type="practical", short="Ask first."), {}))
    []
    """
    cited = [found for item in claim.citations if item.stance == "supports" and (found := _part(item, sources))]
    texts = [(field, text) for field in ("plain", "clinical") if (text := getattr(claim, field))]
    changes = [part for source, part in cited if _is_before_after(source, part)]
    if changes and _CHANGED.search(claim.short) and not _COMPARED.search(claim.short):
        yield "short", "a before-and-after result never stands in a short"
    for field, text in texts:
        if changes and _CHANGED.search(text) and not _NO_COMPARISON.search(text):
            yield field, 'results without a comparison group: say so ("In N people without a comparison group …")'
        elif changes and _CHANGED.search(text) and not _ANYWAY.search(text):
            yield field, "results without a comparison group: say that such changes also happen without treatment"
    if any(source.type == "case-report" for source, _ in cited) and not any(_CAN_HAPPEN.search(text) for _, text in texts):
        yield "plain", "a single case shows that it can happen, not how often: say so"


def _part(citation: Citation, sources: Mapping[str, Source]) -> tuple[Source, Result | Statement] | None:
    name, _, part_id = citation.part.partition("#")
    if (source := sources.get(name)) is None:
        return None
    parts: tuple[Result | Statement, ...] = (*source.results, *source.statements)
    return next(((source, part) for part in parts if part.id == part_id), None)


def _is_before_after(source: Source, part: Result | Statement) -> bool:
    if isinstance(part, Result):
        return part.comparison in {"one-group", "within-arm"} and part.about == "benefit" and source.type != "case-report"
    return part.kind == "finding" and source.type in {"single-arm-trial", "case-series"}
