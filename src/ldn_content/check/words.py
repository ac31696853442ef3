"""Law 3: what is never said, and no effect stated as a fact.

The claim of a claim review, and the wordings of a question, are somebody else's words: they are not passed to these functions.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from ldn_content.check.bare import bare_statements
from ldn_content.check.effects import EFFECTS
from ldn_content.check.overclaims import SHAPES, TAKERS, W
from ldn_content.check.phrases import Fault, Pattern, Phrase, Phrases, anywhere, as_written, cues, sentence_around, words
from ldn_content.check.reported import ANSWERED, ANYWAY, ASKED, SAID

COMPARED: Final = anywhere(r"placebo|controls?|compar(?:ison|ed)|against|versus|sham|(?:other|both) groups?|% and by \d+")
_UNITS_SEEN: Final = anywhere(r"absolute|points?|in figures|counts?|denominators?|\d+ of \d+|\d+/\d+")
_NO: Final = Pattern(r"\b(?:not|no|never)(?: an?| any| known| yet){0,2} $|\bwhether\b", re.IGNORECASE)
_NOT_KNOWN: Final = anywhere(rf"{ANSWERED.pattern}|(?:not|un)(?: well)? ?known|nobody knows")
_THRESHOLD: Final = anywhere(
    r"least (?:change|difference|fall)|smallest|threshold|counts? as|counted as|(?:was|is) defined"
    r"|taken as"
)
_SHARE: Final = (
    r"(?:(?:\d+(?:\.\d+)?|(?:six|seven|eigh|nine)ty(?:-\w+)?) ?(?:%|\bper ?cent)|(?:two|three|nine) (?:thirds|quarters)|half|most"
    r"|many|nearly all|almost (?:all|every)|every"
    r"|countless|thousands|hundreds|(?:\d|six|seven|eight|nine) (?:out of (?:10|ten)|of ten))"
)

NEVER: Final = Phrases(
    Phrase(words(r"(?:does|did)(?: not|n['’]t) (?:work|help)"), "say what was found: little or no difference, or not known",
           cues("work help"), unless_before=anywhere(r"what|often|mice|animals|cells")),
    Phrase(words(r"no (?:\w+ )?evidence (?:of|for) (?:an? |any )?(?:\w+ )?(?:effects?|benefit|efficacy|harm|difference)"
                 r"|no evidence that (?:it|ldn|naltrexone|low-dose naltrexone)"),
           'sounds like a negative result: say "we found no study", or what the study found', cues("evidence")),
    Phrase(words(r"(?:un)?proven|prove[sd]?|proving|guarantee[sd]?"), "say what was found, and how sure we are",
           cues("proven unproven prove proves proved proving guarantee guarantees guaranteed"), unless=ANSWERED),
    Phrase(words(r"cure[sd]?|curing"), "say what was found, and how sure we are", cues("cure cures cured curing"),
           unless=ANSWERED, unless_before=_NO),
    Phrase(words(r"(?:un)?safe(?:ly|r|st)?(?! (?:place|distance))|low-risk|risk-free|harmless|non-?toxic|side[- ]effect[- ]free"
                 r"|(?:no|without|zero|free of|free from|hardly any|almost no) (?:(?:real|known|harmful) )?side[- ]effects"),
           "say which unwanted events were counted",
           cues("safe safely safer safest unsafe unsafely unsafer unsafest risk harmless toxic nontoxic side"), unless=_NOT_KNOWN,
           unless_before=anywhere(r"whether|ask (?:\w+ ){0,3}?if|knows? (?:if|how)|how")),
    Phrase(words(r"(?:non-?|in)?significan(?:t|tly|ce)"), "readers take it for large: give the figures and the interval",
           cues("significant significantly significance insignificant insignificantly insignificance"
                " nonsignificant nonsignificantly nonsignificance")),
    Phrase(words(r"failed"), "a trial finds, it does not fail: say what it found", cues("failed")),
    Phrase(words(r"(?:two|three|four|five|six|seven|eight|nine) out of (?:every )?(?:three|four|five|six|seven|eight|nine|ten"
                 r"|twelve|twenty)"),
           'no "1 in x": say "x of y", or out of 100', cues("out")),
    Phrase(words(r"(?:\d{1,3}|one|two|three|four|five|nine) (?:in|out of every|in every) (?:every )?"
                 r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|(?!19\d\d|20\d\d)\d[\d,]*)"
                 r"(?!-| mg| (?:\w+ )?(?:weeks?|months?|trials?|stud(?:y|ies)|reviews?|hours|days|years))"),
           'no "1 in x": say "x of y", or out of 100', cues("in every")),
    Phrase(words(r"break-?throughs?(?! (?:pain|bleeding|infections?))|mirac(?:les?|ulous)|wonder[- ]drugs?|magic(?:al)?|huge"
                 r"|life[- ]changing|game[- ]?chang(?:ers?|ing)|revolutionary|remarkabl[ey]|amazing(?:ly)?|incredibl[ey]"
                 r"|dramatic(?:ally)?|striking(?:ly)?|exciting|powerful(?:ly)?|holy grail|silver bullet|sweet spot"
                 r"|potent (?:anti|treatment|remedy|weapon|tool)\w*|best-kept secret|amazed|astonish(?:ed|ing)|astounding"
                 r"|all-natural|second to none|like no other|stunn(?:ed|ing)|extraordinary|phenomenal|spectacular"),
           "praise, not a finding: say what was measured",
           cues("breakthrough breakthroughs through throughs miracle miracles miraculous wonder magic magical huge life game"
                " gamechanger gamechangers gamechanging revolutionary remarkable remarkably amazing amazingly incredible"
                " incredibly dramatic dramatically striking strikingly exciting powerful powerfully holy silver best amazed"
                " astonished astonishing astounding stunned stunning extraordinary phenomenal spectacular sweet potent natural"
                " second"
                " other"), unless=ANSWERED),
    Phrase(words(r"promising|(?:great|shows?) promise|hopeful"), "a verdict of hope: say what was found, and how sure we are",
           cues("promising promise hopeful"), unless=anywhere(r"early|earlier|reviews?|call(?:ed|s)?|authors?|not")),
    Phrase(words(r"well[- ]tolerated|(?:highly|very|extremely|is|are|%|cent) effective|(?:highly|strongly) recommended"
                 r"|beyond (?:question|doubt|dispute)|without (?:a |any )?doubt|undoubtedly|undeniabl[ye]|discovered that"
                 r"|backed by (?:\w+ )?(?:science|research|evidence|studies)|effective (?:treatment|therapy|for|against|in)"),
           "a verdict: say what was counted, or whose verdict it is", cues("tolerated effective recommended beyond doubt"
                                                                           " undoubtedly undeniable undeniably discovered"
                                                                           " backed"),
           unless=SAID, unless_before=ASKED),
    Phrase(words(r"works? (?:well |wonders |great |best )?for|works? wonders|it works|(?:big|great|real|best|lasting) results"
                 r"|(?:tackles|treats|addresses|targets|fixes) the (?:root |underlying |real )?cause"),
           "say what was found", cues("work works results cause"), unless_before=ASKED),
    Phrase(words(r"(?:pain|inflammation|fatigue|tiredness|symptoms|lesions?|tumou?rs?|brain fog|flares?) (?:\w+ )?(?:melts?"
                 r" away|vanish(?:es)?"
                 r"|disappears?|fades? away|goes? away|clears? up)"
                 r"|lives? longer|have been (?:healed|cured|helped|saved)"
                 r"|your (?:\w+ ){1,3}will (?:\w+ )?(?:come down|improve|drop|fall|rise|go|disappear|ease|lift|return|heal"
                 r"|clear|be gone)"),
           "a promise: say what was found, and how sure we are",
           cues("away vanish vanishes disappear disappears up will longer healed cured helped saved"), unless_before=ASKED),
    Phrase(words(r"there (?:is|are) no (?:\w+ )?risks?|(?:few|minimal) side[- ]effects|no (?:known )?interactions?(?! data)"
                 r"|does not interact|best choice|(?:excellent|good|great|clean|favou?rable) (?:safety|track record)"
                 r"|(?:does|do|did)(?: not|n['’]t) (?:cause|do) (?:any )?harm"
                 r"|(?:do not|don['’]t) worry|(?:is|are) (?:\w+ly )?(?:fine|ok|okay|all right)|we recommend"),
           "sounds like an all-clear: say what was looked for, and that a pharmacist has to be asked",
           cues("risk risks side interaction interactions interact best safety record harm worry fine ok okay right recommend"),
           unless=ANSWERED),
    Phrase(words(r"sufferers?|addicts?|victims?|suffer(?:s|ed|ing)? from|wheelchair-bound|confined to a wheelchair"
                 r"|(?:drug|substance|opioid|alcohol) abuse(?:rs?)?|junkies?|alcoholics|diabetics|epileptics|schizophrenics|the"
                 r" elderly"
                 r"|the disabled|the mentally ill|commit(?:ted|s)? suicide"),
           "people are not their condition: people with …, people who use …",
           cues("sufferer sufferers addict addicts victim victims suffer suffers suffered suffering wheelchair abuse abuser"
                " abusers"
                " junkie junkies alcoholics diabetics epileptics schizophrenics elderly disabled mentally suicide")),
    Phrase(words(rf"{_SHARE}(?: of)?(?: our| the| all| these)? (?:{W} )?(?:{TAKERS})(?: (?:who|with|on|in|from|over|taking|using"
                 rf"|treated|worldwide)(?: {W}){{0,5}}?)?"
                 r"(?: (?:also|now|will|soon|quickly|usually|can|say they))? (?:improve|feel (?:much |far |so )?(?:better|well"
                 r"|great)"
                 r"|report|notice|respond|benefit|find (?:relief|help)|(?:stay|remain) (?:stable|well|free)|go into|(?:reach"
                 r"|achieve|enter) (?:full )?remission"
                 r"|(?:get|become|are) (?:\w+ )?(?:better|well|cured|symptom-free|pain-free|free of)|(?:see|experience|enjoy)"
                 r" (?:\w+ )?(?:relief"
                 r"|results|improvements?|benefits?)|have (?:\w+ )?(?:found (?!that|no)|seen|regained|gained|been able|come off"
                 r"|benefited"
                 r"|enjoyed|discovered|recovered|got|gotten|lost|stopped|thrown|cut|turned)|do (?:\w+ )?(?:well|better)|(?:sleep"
                 r"|live)"
                 r" (?:\w+ )?(?:better|longer|well|through)|lose|swear|love|no longer|can (?:\w+ )?(?:stop|come|cut|reduce|walk"
                 r"|work|sleep|throw))"
                 r"|every(?:one|body)(?: who| on| with| in| \w+s){0,2}(?: \w+){0,2} (?:notices|improves|benefits|responds"
                 r"|(?:feels|sleeps) (?:\w+ )?better)"),
           "a share of takers without a comparison: say who, how many of how many, in which study, beside placebo",
           cues("% cent percent half most many nearly almost every countless thousands hundreds thirds quarters ten out everyone"
                " everybody"),
           unless=anywhere(rf"{ANSWERED.pattern}|{ANYWAY.pattern}"),
           unless_before=anywhere(rf"{SAID.pattern}|claims?|whether|not|nor?|if")),
    Phrase(words(r"nothing to lose|worth (?:a|the|giving it a) try|no downsides?|(?:can ?not|can['’]t|will not|won['’]t) hurt"
                 r"|no (?:known |real )?contra-?indications?"
                 r"|side[- ]effects? (?:is|are) (?:\w+ )?(?:rare|unheard of|minimal|mild|negligible|few|non-?existent|uncommon"
                 r"|unknown)"
                 r"|can be (?:\w+ )?(?:taken|used|combined|given|mixed) with (?:all|any|most|every|other|your|almost all)"
                 r"(?: \w+){0,2} (?:medicines?|medications?|drugs?|treatments?|painkillers?|supplements?)"),
           "sounds like an all-clear: say what was looked for, and that a pharmacist has to be asked",
           cues("lose try downside downsides hurt contraindication contraindications indication indications"
                " side can"),
           unless_before=anywhere(rf"{SAID.pattern}|whether|if|how")),
    Phrase(words(r"(?:gentle|natural|safe|good|better|real|holistic|drug-free) (?:alternative|substitute|replacement)"
                 r"|(?:alternative|substitute) (?:to|for) (?:chemo(?:therapy)?|surgery|radiotherapy|radiation|steroids?"
                 r"|biologics?|opioids"
                 r"|insulin|antidepressants|immunosuppressants|your)|no longer (?:need|requires?) (?:your|their|a|any|the|to"
                 r" take)"
                 r"|(?:come|came|get|got|gets) off (?:of )?(?:all )?(?:your|their|my|his|her) |throw(?:s|n)? (?:away|out)"
                 r" (?:your|their|my|all)"
                 r"|(?:bin|ditch|skip) (?:your|the) (?!appointment)"),
           "LDN replaces no treatment: say what it was added to",
           cues("alternative substitute replacement longer off throw throws thrown bin ditch skip"),
           unless_before=anywhere(r"not|nor?|never|whether|if")),
    Phrase(words(r"no other (?:drug|medicine|medication|treatment|therapy) (?:comes|can|does|has|offers|works|gives)|comes?"
                 r" close to"
                 r"|(?:as|more) effective (?:as|than)|superior to|science (?:has )?(?:confirm|show|say|prov|establish)\w*"
                 r"|(?:scientifically|medically|clinically) (?:confirmed|shown|validated|tested|established|backed)"),
           "a verdict: say what was compared with what, in how many people, and what was found",
           cues("other close effective superior science scientifically medically clinically"),
           unless=SAID, unless_before=anywhere(r"whether|if|how|not|no(?! other)|nor")),
    Phrase(words(r"you(?:['’]ll| will) (?:\w+ )?(?:notice|feel|see (?!your|the|a)|sleep|enjoy|experience|love|be (?:able|amazed"
                 r"|pain-free))"),
           "a promise: say what was found, and how sure we are", cues("will ll"),
           unless_before=anywhere(r"when|how|what|if|whether|not")),
    Phrase(words(r"big pharma|(?:do(?:es)? not|don['’]t|doesn['’]t) want you to (?:know|hear|find out)|suppressed by"),
           "a story of a plot: say who pays for studies, with the source", cues("pharma want suppressed")),
)  # fmt: skip
CHANGES: Final = Phrases(
    Phrase(
        Pattern(  # ends after "%", where no word ends
            r"\b(?:(?:f[ea]ll(?:s|en|ing)?|soar(?:s|ed)?|jump(?:s|ed)?|climb(?:s|ed)?|plummet(?:s|ed)?|drop(?:s|ped|ping)?"
            r"|r[io]se[sn]?|cut(?:s|ting)?|eas(?:e[sd]|ing)|shr[aiu]nk|went down"
            r"|(?:decreas|increas|improv|reduc|boost|slow|lower|rais)(?:e?[sd]?|ing))\b"
            r"[^.;]{0,60}?\bby (?:(?:about|around|roughly|nearly|almost|up to|over) )?"
            r"\d+(?:\.\d+)?[- ]?(?:%|per ?cent\b|fold\b)"
            r"|\d+(?:\.\d+)? ?(?:%|per ?cent) (?:\w+ )?(?:reduction|improvement|decrease|drop|fall|increase|rise|lower|higher"
            r"|less"
            r"|fewer|better|more|relief)|(?:halve[sd]?|doubled?s?|tripled?s?)(?= (?:the |your |their )?(?:\w+ )?(?:risk|pain"
            r"|chance"
            r"|rate|odds|symptoms|relapses?|survival|energy|endorphins?))"
            r"|(?:risks?|rates?|pain|relapses?|odds|symptoms|scores?|fatigue|inflammation|flares?)(?: \w+){0,4}"
            r" (?:cut|slashed|reduced|fell|falls?|drops?|dropped|shrank) (?:in|by) half\b"
            r"|(?:half|twice|three times) (?:as likely|more likely|the r(?:isk|ate)))"
        ),
        "",
        cues("% percent per fold halve halves halved double doubles doubled doubleds triple triples tripled tripleds")
        | cues("half twice times"),
    )
)
_SAID_NEVER: Final = Phrases(*NEVER.phrases, *SHAPES.phrases, *CHANGES.phrases)


def forbidden_words(text: str) -> Iterator[Fault]:
    """Yield what is never said: verdicts, praise, "1 in x", a relative change without its comparison.

    >>> [message for _, message in forbidden_words("It is safe.")]
    ['"safe": say which unwanted events were counted']
    """
    for phrase, hit in _SAID_NEVER.found(text):
        found = f'"{as_written(text, hit)}":'
        if phrase.message:
            yield hit.span(), f"{found} {phrase.message}"
            continue
        sentence = sentence_around(text, hit)
        if _THRESHOLD.search(sentence) or ANSWERED.search(sentence):
            continue
        if not COMPARED.search(sentence):
            yield hit.span(), f"{found} a relative change alone: show both groups, and say that no absolute figure was seen"
        elif " by " in hit[0] and not _UNITS_SEEN.search(text):
            yield hit.span(), f"{found} a relative change: give the absolute figures, or say that none was seen"


def unhedged_effects(text: str) -> Iterator[Fault]:
    """Yield each effect of LDN that is stated as a fact in the present tense; for texts whose grade is below high.

    >>> [message for _, message in unhedged_effects("LDN reduces pain.")]
    ['"LDN reduces" states an effect as a fact: hedge it by its grade, or report it in the past tense']
    >>> list(unhedged_effects("We do not know whether LDN reduces pain."))
    []
    """
    told: list[tuple[int, int]] = []
    for phrase, hit in EFFECTS.found(text):
        if not _meets(hit.span(), told):
            told.append(hit.span())
            yield hit.span(), f'"{as_written(text, hit)}" {phrase.message}'


def untied_statements(text: str) -> Iterator[Fault]:
    """Yield each sentence on LDN that nothing ties down, where no other rule of words finds what is wrong with it.

    >>> [message[:18] for _, message in untied_statements("LDN is the sunshine after the rain.")]
    ['"LDN is the sunshi']
    """
    for span, message in bare_statements(text):
        if not _meets(span, [other for other, _ in chain(forbidden_words(text), unhedged_effects(text))]):
            yield span, message


def _meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
