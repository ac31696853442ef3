"""Law 3: nobody is told to take, change or stop a dose."""

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.phrases import Fault, Pattern, Phrase, Phrases, anywhere, clause_before, cues, words
from ldn_content.check.reported import SAID

_NOT: Final = anywhere(r"not|never|nobody|without asking|cannot|don['’]t|no")
_ASKS: Final = Pattern(r"\bask\b[^.;:,]*\b(?:whether|if|before|how)\b[^.;:,]*$", re.IGNORECASE)
_STUDIED: Final = anywhere(r"trials?|stud(?:y|ies|ied)|were|was|participants|protocol|register(?:ed)?")
_TAKERS: Final = r"(?:you|patients?|people|adults|women|men|everyone|anyone)"
_MUST: Final = r"(?:should|must|need to|have to|ought to)"
# Where an order begins: the start of a sentence or list item, or after "you should", "please", "then".
_ORDER: Final = (
    rf"(?:^|[.;:!?,] (?:and )?(?:then )?|\b(?:{_TAKERS} (?:{_MUST}|can|may|could)|please|simply|just|then|and|or|so) )"
    r"(?:always |usually |only |gradually |slowly )?"
)


def _order(pattern: str) -> Pattern:
    return Pattern(f"{_ORDER}(?:{pattern})")


ORDERS: Final = Phrases(
    Phrase(_order(r"take (?:(?:only|just|about|up to) )*(?:\d|(?:one|two|half|it|ldn|naltrexone|this|no more|low-dose)\b"
                  r"|a (?:half|quarter|tablet|capsule|low dose|dose)|(?:the|your) (?:dose|first|next|ldn|tablet|capsule|med))"),
           "nobody is told to take a dose", cues("take")),
    Phrase(words(r"(?:start|begin|commence)(?:ing)? (?:\w+ ){0,3}?(?:with|at|on) (?:\w+ ){0,4}?[\d.]+(?:(?: to |-)[\d.]+)?"
                 r" ?(?:mg|mcg|milligrams?|micrograms?)|(?:start|begin) (?:with|at|on) (?:a low dose|half|a quarter)|start low"),
           "no starting dose: say at which dose it was studied",
           cues("start starting begin begining commence commenceing"), unless=_STUDIED),
    Phrase(_order(r"(?:increase|raise|(?:go|step|build|work|move) up|double|lower|reduce|adjust|change|cut|skip|halve|split)"
                  r"(?:(?: (?:your|the|this|a|by|up|it|ldn|nightly|daily|evening|next|morning)){1,4} doses?\b"
                  r"|(?: it| up)? (?:to|by) \d)"
                  r"|(?:increase|raise|go up|reduce|lower|step up|build up) (?:slowly|gradually|until|every|each|again|further"
                  r"|weekly)"
                  r"|(?:aim for|target|go for|settle (?:at|on)|get (?:up )?to|stick (?:to|with)|work up to) [\d.]+ ?(?:mg"
                  r"|milli)"),
           "no step-up and no change of dose",
           cues("increase raise go step build work move double lower reduce adjust change cut skip halve split"
                " aim target settle get stick")),
    Phrase(words(r"doses? (?:should|must|can|has to|have to|needs? to) be (?:\w+ )?(?:increased|raised|lowered|reduced|doubled"
                 r"|adjusted|halved"
                 r"|skipped|taken|stopped|split)"),
           "no step-up and no change of dose: say whose words they are", cues("increased raised lowered reduced doubled adjusted"
                                                                              " halved skipped taken stopped split"),
           unless=SAID),
    Phrase(_order(r"(?:start|begin|try) (?:taking |using )?(?:ldn|naltrexone|low[- ]dose"
                  r"|treatment)\b"), "nobody is told to start a dose",
           cues("start begin try")),
    Phrase(_order(r"(?:stay|keep|remain|stick) (?:at|on|with|to) (?:that|this|the|your|a) (?:\w+ )?dose"),
           "nobody is told which dose to take", cues("stay keep remain stick")),
    Phrase(words(r"titrate|increase to \d+|up-?titrate"), "no schedule: say how it was built up in the study",
           cues("titrate increase uptitrate"), unless=_STUDIED),
    Phrase(_order(r"(?:stop|quit|come off|wean off|discontinue|pause|hold|drop)"
                  r" (?:taking|using|your|all|the|any|ldn|naltrexone|opioids?|methadone|medication|medicines?|it)\b"),
           "nobody is told to stop a medicine: plan it, ask, do not … without asking",
           cues("stop quit come wean discontinue pause hold drop")),
    Phrase(words(rf"{_TAKERS} {_MUST} (?:\w+ )?(?:take|use|try|start|stop|switch|begin|skip|double)"
                 r"|you can (?:\w+ )?(?:take|use|try|start|stop|switch|begin)"
                 r"|should be (?:on|taking|offered|given|prescribed) (?:ldn|naltrexone|low[- ]dose)"),
           "nobody is told what to take: tell, ask, call, plan", cues("take use try start stop switch begin skip double should")),
    Phrase(_order(r"(?:swallow|use|have) (?:\d|one|two|half)|leave out|wean yourself|stay off opioids"
                  r"|skip (?:your|the|an?) (?!appointment)"),
           "nobody is told to take, leave out or stop a dose", cues("swallow use have leave wean stay skip")),
    Phrase(_order(r"(?:stop|come off|skip|reduce) (?:codeine|tramadol|methadone|morphine|oxycodone|fentanyl|buprenorphine"
                  r"|hydrocodone|methotrexate)"),
           "nobody is told to stop a medicine: plan it, ask, do not … without asking", cues("stop come skip reduce")),
    Phrase(words(r"you (?:can|may) (?:\w+ )?(?:have|take|use|stop|skip|reduce|cut|lower|drop|halve|double|increase)|may be"
                 r" taken with (?:ldn|naltrexone)"
                 r"|your dose (?:is|should|will)"),
           "nobody is told what to take: tell, ask, call, plan", cues("you your taken")),
    Phrase(words(r"(?:dose|\d ?mg)(?: \w+){0,3} (?:is|are) (?:recommended|advised|best|ideal)"
                 r"|(?:ideal|best|optimal|perfect|recommended|correct|right) dose(?: of (?:\w+ ){1,2}?| range )?(?: ?(?:is|lies"
                 r"|for))"),
           "no dose is recommended", cues("recommended advised best ideal optimal perfect correct right"),
           unless_before=anywhere(r"which|what|whether|not|no|labels?|says?|guidelines?")),
    Phrase(words(r"(?:halve|quarter|split|cut|break|crush|divide|dissolve) (?:the|your|a|one|each|standard|\d+ mg) (?:\d+ ?mg )?"
                 r"(?:naltrexone )?(?:tablets?|pills?|capsules?)|(?:half|quarter|third) (?:of )?an?(?:other)? (?:tablet|pill)"),
           "no fraction of a tablet", cues("tablet tablets pill pills capsule capsules")),
    Phrase(_order(r"(?:wait|leave|allow) (?:at least |for )?(?:\d|two|three|four|six|seven|ten)[^.;]{0,20}(?:hour|day|week)s?"),
           "no countdown: ask how long", cues("wait leave allow")),
    Phrase(words(r"(?:switch|change|move|go) (?:to|back to|over to) (?:an? |the )?(?:\w+ )?(?:morning|evening|night|nightly"
                 r"|bedtime|lower|higher|smaller|larger|liquid)"
                 r"(?: \w+)? (?:dose|dosing|capsule|tablet)s?|(?:move|shift|bring|push) (?:your|the) (?:\w+ )?dose"),
           "no change of dose: say what was done in the study, or what to ask", cues("switch change move go shift bring push"),
           unless=_STUDIED),
    Phrase(words(r"(?:stay|remain|stop|move|go|drop|come|get|climb|settle|build|step|work|keep|stick|jump|return|creep|inch"
                 r"|graduate|progress)s?(?: (?:up|back|down|on|there|slowly|straight|then|out|it|your dose)){0,2}? (?:on|at|to"
                 r"|with|for) (?:\w+ ){0,2}?[\d.]+ ?(?:mg|ml|mcg|milli|micro)"
                 r"|(?:go|drop|move|step|fall|return) (?:back )?(?:to|down to) (?:the|your|a) (?:previous|last|earlier|lower"
                 r"|next|higher)|go (?:(?:back|down|up) )+(?:a|one|two|to the) (?:steps?|notch|level|dose)"
                 r"|give (?:it|ldn|naltrexone|the (?:drug|capsules?|medicine)) (?:\w+ ){0,2}?(?:weeks?|months?"
                 r"|days?|time|a (?:chance|try|go|shot|month|year))"),
           "no step-up and no change of dose: say what was done in the study", cues("stay stays remain remains stop stops move"
                                                                                    " moves go gos goes drop drops come comes"
                                                                                    " get gets climb climbs settle settles build"
                                                                                    " builds step steps"
                " work works keep keeps stick sticks jump jumps return returns creep creeps inch inchs graduate graduates"
                " progress progresss fall give"),
           unless=_STUDIED),
    Phrase(_order(r"try (?:skipping|taking|splitting|halving|lowering|raising|moving|dosing|adding|going|a (?:lower|higher"
                  r"|smaller|larger|morning)|half|\d)"),
           "nobody is told to take or to change a dose", cues("try")),
    Phrase(words(r"(?:pills?|tablets?|doses?|medicines?|medications?|steroids?|painkillers?|opioids?|antidepressants?|biologics?"
                 r"|drugs?|prescriptions?) can (?:\w+ ){0,2}?be (?:\w+ )?(?:halved|stopped|reduced|dropped|cut|tapered|lowered"
                 r"|discontinued|skipped|weaned)"),
           "nobody is told to stop or to lower a medicine: plan it with the prescriber", cues("halved stopped reduced dropped"
                                                                                              " cut tapered lowered discontinued"
                                                                                              " skipped weaned")),
    Phrase(words(r"(?:replace|swap|exchange|trade|ditch|drop|substitute|taper|wean|taper off|cut back on|cut out"
                 r"|cut down) (?:out )?(?:your|his|her) (?:[\w'’-]+ ){1,3}?(?:with|for|by|once|when|as|after)"
                 r"|(?:swap|trade|exchange|substitute|replace) (?:[\w'’-]+ ){1,3}?(?:with|for|by) (?:ldn|naltrexone|low[- ]dose)"
                 r"|(?:(?:make|mix|brew|prepare) (?:your|up your|it|ldn) (?:own|yourself|at home))"),
           "LDN replaces no treatment, and nobody is told to stop one: say what it was added to",
           cues("replace swap exchange trade ditch drop substitute taper wean cut make mix brew prepare")),
    Phrase(_order(r"(?:open|empty|dissolve|crush|melt|mix|dilute|split|cut|shake|sprinkle|hold) (?:up )?(?:the|your|it|one|a"
                  r"|each|half|this) ?(?:capsules?|tablets?|pills?|powder|contents?|dose|in|into|with|under)?"
                  r"(?= (?:in|into|and|with|under|on|to|water|juice)\b)"),
           "nobody is told how to make or to take a dose: ask the pharmacist", cues("open empty dissolve crush melt mix dilute"
                                                                                    " split cut shake sprinkle hold")),
    Phrase(words(r"(?:ask|tell|get|beg|convince|persuade|push) (?:your|a|the) (?:\w+ )?(?:doctor|gp|physician|specialist"
                 r"|prescriber|consultant|oncologist|neurologist|provider) (?:to (?:put|prescribe|start|switch|give|write|add"
                 r"|swap|order|take)|for (?:ldn|naltrexone|a prescription|low))"
                 r"|(?:insist on|demand|push for|request) (?:ldn|naltrexone|a (?:trial|prescription)|low[- ]dose)|do(?: not"
                 r"|n['’]t) take no for an answer"),
           "nobody is sent to get it: say what to ask about", cues("ask tell get beg convince persuade push insist demand"
                                                                   " request answer")),
    Phrase(words(r"(?:days?|weeks?|hours?)(?: (?!not)\w+){0,3} (?:is|are|will be) (?:enough|sufficient)|wash-?out (?:period )?of"
                 r"|a break of (?:\w+ ){1,3}(?:days?|weeks?)"), "no countdown: ask how long", cues("enough sufficient out"
                                                                                                   " washout break")),
)  # fmt: skip


def dose_instructions(text: str) -> Iterator[Fault]:
    """Yield what tells a reader to take, change or stop a dose. "Do not … without asking" is allowed.

    >>> [message for _, message in dose_instructions("Take 4.5 mg at night.")]
    ['"Take 4": nobody is told to take a dose']
    >>> list(dose_instructions("Do not stop a medicine without asking."))
    []
    """
    for span, message in ORDERS.problems(text):
        before = clause_before(text, span[1])
        if not _NOT.search(before) and not _ASKS.search(before):
            yield span, message
