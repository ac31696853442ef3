"""Law 3: an effect of LDN told as a fact: who or what acts, a verb of benefit in the present tense, what gets better.

Only what is certain may be said so; a text of any lower grade hedges ("may"), asks ("whether") or reports ("fell in 8 women").
"""

import re
from typing import Final

from ldn_content.check.overclaims import TAKERS, W
from ldn_content.check.phrases import Pattern, Phrase, Phrases, anywhere, cues, words
from ldn_content.check.reported import ANSWERED, ASKED, DOUBTED

# Verbs that may follow LDN in the present tense: they say what it is, not what it does to an illness.
_IS: Final = (
    "is was has does as acts attaches belongs binds blocks brings carries comes competes contains costs counts differs dissolves"
    " exists goes interacts leaves lies means needs occupies passes precipitates reaches refers remains resembles sets sits"
    " stands stays tastes uses"
)
_NAMED: Final = (  # "LDN trials": what is named after it
    "plus forums levels makers trials studies users doses capsules tablets labels prices reviews groups arms pages sites"
    " results products clinics stories reports"
    " claims texts leaflets series cases prescriptions"
)
_SUBJECT_BEFORE: Final = Pattern(
    rf"{ASKED.pattern}|(?<=\w)(?<!\band)(?<!\bbut)(?<!\bso)(?<!\bbecause)(?<!\bsince)(?<!\bonce) $", re.IGNORECASE
)
_IN_THE_LABORATORY: Final = anywhere(r"laboratory|animals?|rats?|mice|mouse|rodents?|cells in|test tubes?")
_BENEFITS: Final = (  # verbs of benefit
    "reduce improve ease relieve lower heal treat help boost calm stop halt slow restore prevent regulate balance modulate"
    " quiet quieten soothe raise increase suppress shrink reverse repair reset rebalance strengthen fight normalise normalize"
    " end lift eliminate protect clear beat kill supercharge enhance optimise optimize stimulate stabilise stabilize alleviate"
    " dampen combat conquer defeat destroy delay rejuvenate transform cure fix banish tame melt curb erase renew revive"
    " energise energize invigorate sharpen brighten deepen awaken cleanse purify nourish fuel unlock unleash regenerate"
    " rebuild regrow recharge refresh relax tackle counter neutralise neutralize starve rescue liberate rewire retrain"
    " reprogram harmonise harmonize prolong shorten lessen minimise minimize mend correct turbocharge reignite defuse crush"
    " smash slash"
)
_GIVES: Final = (  # with what gets better
    "bring give offer deliver provide promote support encourage keep make put get turn switch shut ward stave take"
)


def _third_person(verb: str) -> str:
    if verb.endswith(("ss", "sh", "ch", "x")):
        return f"{verb}es"
    return f"{verb}s"


def _gerund(verb: str) -> str:
    doubled = {"stop": "stopping", "beat": "beating", "put": "putting", "get": "getting", "shut": "shutting", "curb": "curbing"}
    return doubled.get(verb) or (f"{verb[:-1]}ing" if verb.endswith("e") and verb != "free" else f"{verb}ing")


_ALL: Final = f"{_BENEFITS} {_GIVES}".split()
_BASE: Final = "|".join(_BENEFITS.split())
_S: Final = "|".join(_third_person(verb) for verb in _ALL)
_BENEFITS_S: Final = "|".join(_third_person(verb) for verb in _BENEFITS.split())
_ING: Final = "|".join(_gerund(verb) for verb in _ALL)
_S_CUES: Final = cues(" ".join(_third_person(verb) for verb in _ALL))
_ING_CUES: Final = cues(" ".join(_gerund(verb) for verb in _ALL))
_BETTER: Final = (  # what gets better
    "pains?"
).replace(" ", "|")
_LDN: Final = (
    r"(?:(?:taking|using|adding|starting) )?(?:ldn|low[- ]dose naltrexone|naltrexone|(?:low|small|tiny) doses of naltrexone)"
    r"(?: \(ldn\))?(?: (?:therapy|treatment|every (?:night|day|evening)|daily|nightly|at (?:night|bedtime)"
    r"|(?:in|at) (?:an? |this |these |such )?(?:\w+ )?doses?))?"
)
_PILL: Final = "pill|drug|medicine|medication|treatment|therapy|capsule|tablet|dose|molecule|protocol|approach|remedy"
_DRUG: Final = rf"(?:it|(?:this|the) (?:{W} ){{0,2}}?(?:{_PILL}))"
_ADVERBS: Final = (
    r"(?:(?:(?!probably|possibly|likely|rarely|hardly|apparently|supposedly)\w+ly|also|often|even|just|then|thus) ){0,4}"
)
_GAP: Final = rf"(?:(?!(?:of|if|or|to|not|ldn|naltrexone|did|was|were|may|might) ){W} ){{0,3}}?"
_NO_COMPOUND: Final = "(?! (?:trial|stud|clinic|score|service|team|is|was|medicine|treatment|specialist|test))"  # "pain clinic"
_FACT: Final = "states an effect as a fact: hedge it by its grade, or report it in the past tense"
_TOLD: Final = anywhere(rf"{ASKED.pattern}|{DOUBTED.pattern}|placebo|trials?|stud(?:y|ies)|could|would|can|to|should")
_SUBJECT_CUES: Final = cues("ldn naltrexone")

EFFECTS: Final = Phrases(
    Phrase(
        words(
            rf"{_LDN} {_ADVERBS}"
            rf"(?:{_BENEFITS_S}|works|(?:brings|gives|offers) relief|(?:turns|switches|shuts) (?:off|down)"
            r"|makes (?:you|people|your|pain)|(?:puts|sends|brings) (?:\w+ ){1,4}?(?:into|in|to) (?:remission|an end|a halt)"
            r"|is an? (?:\w+ )?(?:treatment|remedy|therapy|answer|solution|alternative)|has (?:no|an?) (?:\w+ )?effect|takes away"
            r"|has (?:\w+ )?(?:transformed|revolutioni[sz]ed|helped|healed|improved|relieved|saved|changed)"
            r"|is (?:\w+ )?(?:ideal|perfect|great|excellent|good|wonderful|suitable|right) for"
            rf"|(?:can|will|does) {_ADVERBS}(?:{_BASE}|work|(?:make|give|bring|let|allow|enable|keep|get) (?:you|your|people"
            rf"|patients|them|relief|hope)))"
        ),
        _FACT,
        _S_CUES
        | cues(_BENEFITS)
        | cues("works work relief off down end halt remedy therapy treatment answer solution alternative effect away transformed")
        | cues("revolutionised revolutionized helped healed improved relieved saved changed ideal perfect great excellent good")
        | cues("wonderful suitable right rid make give bring let allow enable keep get remission"),
        unless=_IN_THE_LABORATORY,
        unless_before=ASKED,
    ),
    Phrase(
        words(
            r"it (?:also )?(?:reduces|improves|eases|relieves|heals|treats|shrinks|calms|prevents|halts|boosts|restores|resets"
            r"|rebalances|kills|repairs|reverses|strengthens|supercharges|raises|quiets|quietens|soothes|gets rid|(?:turns"
            r"|switches|shuts) (?:off|down))"
            r"|go(?:es)? away with ldn"
            r"|(?:forces|tricks|prompts|teaches|tells|helps|allows|lets|gives|supports) (?:the|your) (?:own )?(?:body|immune"
            r" system)"
        ),
        _FACT,
        _S_CUES | cues("go goes forces tricks prompts teaches tells helps allows lets gives supports off down rid"),
        unless=_IN_THE_LABORATORY,
        unless_before=anywhere(rf"{ASKED.pattern}|system|brain|hormones?"),
    ),
    Phrase(
        Pattern(
            rf"\b{_LDN} {_ADVERBS}"
            rf"(?!(?:{'|'.join((_IS + ' ' + _NAMED).split())})\b)(?!\w+(?:ers|ors|ists|ions|ss)\b)[a-z]+s\b"
            r"(?! (?:are|were|have|had|did|do|may|can|could|left|differ|vary|say|tell|in|of|from|that)\b)"
        ),
        _FACT,
        _SUBJECT_CUES,
        unless=_IN_THE_LABORATORY,
        unless_before=_SUBJECT_BEFORE,
    ),
    Phrase(
        words(
            rf"(?<!with )(?<!of )(?<!by )(?<!in )(?<!on ){_DRUG} {_ADVERBS}(?:{_BENEFITS_S}) {_GAP}(?:{_BETTER}){_NO_COMPOUND}"
            rf"|by (?:{_ING}) {_GAP}(?:{_BETTER})[^.;:!?]{{0,60}} ldn"
            rf"|(?<!with )(?<!of )(?<!by )(?<!in )(?<!on ){_DRUG} [^.;:!?,]{{1,50}}, {_ADVERBS}(?:{_ING}) {_GAP}(?:{_BETTER})"
            rf"{_NO_COMPOUND}"
        ),
        _FACT,
        _S_CUES | _ING_CUES,
        unless=_IN_THE_LABORATORY,
        unless_before=_TOLD,
    ),
    Phrase(
        words(
            rf"{_LDN}[^.;:!?]{{0,80}}? (?:which|and|that|by|while|thereby|so) {_ADVERBS}(?:{_S}"
            rf"|{_ING}) {_GAP}(?:{_BETTER}){_NO_COMPOUND}"
        ),
        _FACT,
        _S_CUES | _ING_CUES,
        unless=anywhere(rf"{_IN_THE_LABORATORY.pattern}|{_TOLD.pattern}"),
    ),
    Phrase(
        Pattern(rf"(?:^|[.!?] )(?!lower |help |balance )(?:{_BASE}|{_ING}) {_GAP}(?:{_BETTER})\b{_NO_COMPOUND}"),
        _FACT,
        cues(f"{_BENEFITS}") | _ING_CUES,
        unless=anywhere(r"placebo|trials?|stud(?:y|ies)|whether|ask|laboratory|animals?|rats?|mice"),
    ),
    Phrase(
        words(
            rf"(?:{_DRUG}|which|and|that|endorphins) (?:will|does) {_ADVERBS}(?:{_BASE}|work)"
            rf"|(?:{_DRUG}|endorphins|low doses|which) can {_ADVERBS}(?:{_BASE}) {_GAP}(?:{_BETTER})"
            rf"|acts? (?:like|as) (?:an?|the|your) (?:\w+ )?(?:modulator|regulator|balancer|shield|brake|reset|referee|conductor"
            rf"|guard|switch|shock absorber|peacekeeper|coach|teacher)"
            rf"|(?:ldn|(?<!-){_DRUG}|which|and|naltrexone|doses?) {_ADVERBS}(?:helps?|allows?|lets?|enables?|gives?|keeps?"
            rf"|leaves?|makes?|saves?|spares?|frees?) (?:many |most "
            rf"|so many |countless |my |our )?(?:{TAKERS}|you|them|anyone|everyone)"
            r" (?!a choice|the choice|time to)"
        ),
        _FACT,
        cues(
            f"{_BENEFITS} work act acts helps allow allows let lets enable enables give gives keep keeps leave leaves make"
            f" makes save saves spare spares free frees"
        ),
        unless=_IN_THE_LABORATORY,
        unless_before=_TOLD,
    ),
    Phrase(
        words(
            rf"(?:{_BETTER}) (?:(?!did|not|no|may|might|was|were|does){W} ){{0,2}}?(?:eases?|lifts?|fades?|improves?|returns?"
            rf"|settles?|drops?|falls?|shrinks?|comes? back|calms?|clears?|recovers?|heals?|go(?:es)?|quiets?|starts? to)"
            rf" (?:{W} ){{0,4}}?(?:with|on|under|after|once|thanks to) (?:taking |starting )?(?:ldn|naltrexone|low-dose"
            rf"|treatment)"
            rf"|(?:with|on|thanks to|after) ldn,? (?:{W} ){{0,3}}?(?:{_BETTER}) (?:\w+ )?(?:eases?|lifts?|fades?|improves?"
            rf"|returns?|settles?|drops?|falls?|shrinks?|comes? back|calms?|clears?|recovers?|heals?|go(?:es)?)"
        ),
        _FACT,
        cues(
            "ease eases lift lifts fade fades improve improves return returns settle settles drop drops fall falls shrink"
            " shrinks come comes calm calms clear clears"
            " recover recovers heal heals go goes quiet quiets start starts"
        ),
        unless=_IN_THE_LABORATORY,
        unless_before=_TOLD,
    ),
    Phrase(
        words(
            rf"(?:{TAKERS})(?: (?:with|on|taking|over|who take|using)(?: {W}){{1,4}}?)? (?:{_ADVERBS})(?:do(?: \w+ly)? (?:well"
            rf"|better)|(?:feel|sleep|function|live|cope|look)(?: \w+ly)? (?:well|better|great|longer|younger|happier|stronger"
            rf"|calmer)"
            rf"|(?:get|regain|recover|rediscover|reclaim) (?:their|back)|(?:find|enjoy|see|experience|notice"
            rf"|report) (?:{W} )?(?:relief|improvements?|results|benefits?|gains)|go into remission|(?:report|notice|see"
            rf"|enjoy) (?:less|fewer|more|better)"
            r"|(?:love|rave about|swear by|thrive|blossom|flourish|bounce back))"
        ),
        "a benefit to people told as a fact: say how many of how many, in which study, beside placebo",
        cues(
            "well better great longer younger happier stronger calmer get regain recover rediscover reclaim find enjoy see"
            " experience notice report remission love rave swear thrive blossom flourish bounce"
        ),
        unless=anywhere(rf"{ANSWERED.pattern}|placebo"),
        unless_before=anywhere(rf"{DOUBTED.pattern}|some|trials?|surveys?|when|as|make|let"),
    ),
)
