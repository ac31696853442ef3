"""Law 3: over-claims by their shape: certainty, comparison, all-clear, promise, headline, plot, pressure.

A shape is how such a sentence is built, whatever illness or benefit it names. All of them are of our own words only.
"""

from typing import Final

from ldn_content.check.phrases import Phrase, Phrases, anywhere, cues, words
from ldn_content.check.reported import ANSWERED, ANYWAY, DOUBTED

W: Final = r"[\w'’-]+"
"""A word, or two that are joined."""
TAKERS: Final = (
    "patients?|people|users?|women|men|adults|children|clients?|customers?|members|families|parents|mothers|veterans|athletes"
)
_DOCTORS: Final = (
    "doctors?|physicians?|experts?|specialists?|neurologists?|rheumatologists?|clinicians?|scientists?|researchers?|professors?"
    "|pharmacists?|practitioners?|clinics|oncologists?|dermatologists?|gastroenterologists?|surgeons?"
)
_ILLS: Final = (
    "pain|pains|aches|inflammation|fatigue|tiredness|exhaustion|symptoms?|flares?|flare-ups?|relapses?|fog|brain fog|insomnia"
    "|depression|anxiety|stress|suffering|misery|allergies|itch|itching|cravings|weight|fat|wrinkles|disease|illness|sickness"
    "|infections?|colds?|viruses|tumou?rs?|cancer|damage|stiffness|spasms|headaches|migraines?|sleepless nights|doctors?|pills"
    "|side[- ]effects|injections|steroids|painkillers|hot flushes|mood swings"
)
_MINOR: Final = "virtually|almost|practically|absolutely|essentially|basically|literally|really|just|next to"
_CLEAR: Final = (
    "side[- ]effects?|risks?|harms?|dangers?|interactions?|toxicity|(?:downside|drawback|contra-?indication|problem)s?"
)
_ALL_CLEAR: Final = "sounds like an all-clear: say what was looked for, and that a pharmacist has to be asked"
_PROMISE: Final = "a promise: say what was found, in whom and when, and how sure we are"
_VERDICT: Final = "a verdict: say who found what, in how many people, and how sure we are"
_COMPARISON: Final = "a comparison: say what was compared with what, in how many people, and what was found"
_BETTER: Final = (
    "better|safer|gentler|kinder|cheaper|stronger|faster|quicker|milder|cleaner|healthier|easier|smarter|superior|simpler"
    "|more (?:effective|effectively|natural|powerful|gentle|affordable|reliable)|fewer (?:\\w+ )?side[- ]effects"
    "|less (?:toxic|harmful|risky|addictive|expensive|invasive|sedating)"
)
_STANDARD: Final = (
    "any|steroids?|biologics?|opioids?|antidepressants?|methotrexate|chemo\\w*|insulin|painkillers?|standard|others?|ldn"
    "|conventional|traditional|pregabalin|gabapentin|duloxetine|immunosuppressants?|anti-inflammator(?:y|ies)|nsaids?|ibuprofen"
    "|aspirin|sleeping pills|prescription|pharmaceuticals?|anything|everything|most|expensive|harsh|strong(?:er)?|usual|ordinary"
    "|prednisone|cortisone|interferon"
)
_MORE: Final = "better|deeper|brighter|greater|fewer|longer|stronger|calmer|happier|clearer|lighter"
_HEADLINE: Final = "a slogan: say what was measured, in whom"


SHAPES: Final = Phrases(
    # Certainty
    Phrase(words(r"(?:(?:it is|it['’]s|is|are|has been|have been) (?:\w+ ){0,2}?(?:well[- ])?(?:established|accepted|documented"
                 r"|proven|settled|demonstrated|agreed|acknowledged) (?:that|to)|(?:ldn|naltrexone|doses?) (?:is"
                 r"|are) (?:\w+ )?known (?:to (?!block|bind|cause|trigger|harm|pass|interact)|for its))|it is (?:well |widely "
                 r"|generally |now )+known that|well[- ](?:established|documented|proven)|widely (?:accepted|recogni[sz]ed)"),
           _VERDICT, cues("established accepted documented proven settled demonstrated agreed acknowledged known recognised"
                          " recognized"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:strong|solid|clear|ample|overwhelming|growing|mounting|compelling|convincing|abundant|robust|plenty of"
                 r"|irrefutable|hard|impressive|excellent|wealth of|mountains? of|body of|extensive|decades of"
                 r"|years of) (?:\w+ )?(?:evidence|proof|data|research|science|studies)"),
           _VERDICT, cues("evidence proof data research science studies"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(rf"(?:backed|validated|underpinned|endorsed|trusted|recommended) by (?:{W} ){{0,5}}?(?:studies|science|research"
                 rf"|evidence|trials|data|papers|{_DOCTORS}|{TAKERS})"),
           _VERDICT, cues("backed supported confirmed validated underpinned endorsed trusted recommended"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:research|science|studies|evidence|experts?|scientists?|researchers|data|trials|experience"
                 r"|history) (?:(?:clearly|now|consistently|repeatedly|has|have|also|all|even) )*(?:shows?|shown|proves?"
                 r"|confirms?|confirmed|demonstrates?|demonstrated|tells? us|agrees?|established|suggests?|indicates?"
                 r"|points? to) (?:that |how |us )*(?:(?:a|this|the|low|small|tiny) ){0,2}(?:ldn|naltrexone|it|dose|pill|drug"
                 r"|medicine|treatment|low-dose)|the (?:science|evidence|research|data|proof|verdict|results?|facts?) (?:is|are"
                 r"|speaks?|could not be) (?:\w+ )?(?:clear|in|settled|overwhelming|strong|solid|convincing|undeniable|mounting"
                 r"|growing|compelling|for itself|for themselves|clearer)"),
           _VERDICT, cues("research science studies evidence expert experts scientist scientists researchers data trials"
                          " experience history proof"
                          " verdict result results fact facts"),
           unless=anywhere(rf"{ANSWERED.pattern}|placebo|did|no|not|little"), unless_before=DOUBTED),
    Phrase(words(rf"(?:is|are|was|be|proves?|proved|seems?|very|especially|particularly|highly|most|extremely|also|so|found it"
                 rf"|how) (?:\w+ )?(?:beneficial|helpful|useful|valuable|effective|therapeutic)(?: (?:to|for|in|against|at|with)"
                 rf"|$|[.!])"
                 r"|(?:great|excellent|encouraging|impressive|favou?rable|outstanding|superb|wonderful|fantastic|terrific"
                 r"|beautiful|marvellous) (?:\w+ )?(?:results?|outcomes?|effects?|responses?|feedback|experiences?|track record"
                 r"|success)"
                 rf"|(?:provides?|offers?|delivers?|confers?|brings?|yields?|shows?|shown|of) (?:{W} )?benefits? (?:to|for"
                 rf"|in) (?:{W} ){{0,2}}?(?:{TAKERS}|those|many|most|all)|benefits? (?:are|is) (?:\w+ )?(?:evident|clear|obvious"
                 rf"|real|many|numerous|wide|broad|well known|undeniable)"
                 r"|(?:undeniable|countless|endless|numerous|wide-ranging|far-reaching|amazing"
                 r"|profound) (?:\w+ )?(?:applications?|benefits?|uses|effects?|improvements?)|(?:one of the|the) (?:few"
                 r"|only) (?:\w+ )?(?:treatments?|drugs?|medicines?|medications?|things|therapies"
                 r"|options?) that (?:\w+ )?(?:works?|helps?|can|treats?|does|do|makes?)|not like any (?:other)?"
                 r"|unlike any(?: other)?|attractive (?:tool|option|choice|treatment|alternative)|good candidates?|(?:emerged"
                 r"|emerging|recognised|recognized|regarded|hailed|considered|known) as (?:an? |the )?(?:\w+ )?(?:effective|safe"
                 r"|powerful|useful|valuable|leading|ideal|treatment|remedy|cure|solution|alternative)"),
           _VERDICT, cues("beneficial helpful useful valuable effective therapeutic positive good great excellent encouraging"
                          " impressive favourable favorable outstanding superb wonderful fantastic terrific beautiful marvellous"
                          " benefit benefits undeniable countless"
                          " endless numerous wide far amazing profound few only like unlike attractive candidate candidates"
                          " emerged emerging recognised recognized regarded hailed considered known"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|might|could|would|authors?|review")),
    Phrase(words(r"(?<!false-)(?:positive|good) (?:\w+ )?(?:results?|outcomes?|effects?|success|feedback|experiences?)"),
           _VERDICT,
           cues("positive good"),
           unless=anywhere(rf"{ANSWERED.pattern}|placebo|early|comparison|single|reviews?|tests?|authors?"),
           unless_before=DOUBTED),
    Phrase(words(r"there (?:is|can be) no (?:\w+ )?(?:doubt|question|denying|reason (?:not )?to)|rest assured|make no mistake"
                 r"|without question|without fail|never fails|needless to say|the truth is|trust (?:us|me)|(?:actually|really"
                 r"|truly|finally) works"),
           _VERDICT, cues("doubt question denying reason rest mistake fail fails needless truth trust works"), unless=ANSWERED),
    Phrase(words(rf"(?:{_DOCTORS}) (?:(?:everywhere|worldwide|all|now|who know|around the world|alike|also"
                 rf"|increasingly) )*(?:agree|love|loves|trust|trusts|rave|raves|prefer|prefers"
                 r"|turn to|are (?:turning|discovering|convinced|excited|switching|calling|embracing|prescribing more)|choose"
                 r"|chooses|rely on|calls? (?:it|ldn|this))|(?:has|have) (?:treated|helped) (?:more than |over |so many "
                 r"|many )?(?:\d|hundreds|thousands|countless|people|patients|women)|never (?:saw|seen|had) (?:a|one"
                 r"|any) (?:\w+ )?(?:problem|side|reaction|complaint)|world[- ](?:renowned|leading|famous|class)|award-winning"
                 r"|nobel|renowned|visionary|pioneering|leading (?:experts?|doctors?|specialists?|authority)|top (?:experts?"
                 r"|doctors?|specialists?)"),
           _VERDICT, cues("agree love loves trust trusts rave raves prefer prefers turn are choose chooses rely call calls"
                          " treated helped never world award"
                          " nobel renowned visionary pioneering leading top"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(rf"(?:one of )?the (?:{W} )?(?:(?:most|least) (?:important|effective|exciting|powerful|valuable|versatile"
                 rf"|underrated|overlooked|misunderstood"
                 r"|useful|successful|trusted|advanced|affordable|reliable|studied|toxic|harmful)|best|greatest|finest|gentlest"
                 r"|simplest|smartest|cheapest|easiest|kindest)"
                 rf" (?:{W} ){{0,3}}?(?:medicines?|drugs?|treatments?|therap(?:y|ies)|discover(?:y|ies)|options?|choices?"
                 rf"|tools?|remed(?:y|ies)|thing|decisions?|secrets?|inventions?|advances?)"),
           "a superlative: say what was compared with what, in how many people, and what was found",
           cues("most least best greatest finest gentlest simplest smartest cheapest easiest kindest"),
           unless=ANSWERED, unless_before=DOUBTED),
    # Comparison
    Phrase(words(rf"(?:(?:ldn|naltrexone|it|this|which|that|and|dose|doses|drug|pill|treatment|therapy) (?:is|are|works?|does|do"
                 rf"|performs?|feels?|acts?|can be|will be) (?:{W} ){{0,4}}?(?:{_BETTER})(?: {W}){{0,3}}?"
                 rf"|(?:{_BETTER})(?: {W}){{0,3}}?) than (?:{W} ){{0,2}}?(?:{_STANDARD})|(?:ldn|naltrexone|it|this) (?:is|works"
                 rf"|does) (?:{W} ){{0,4}}?(?:{_BETTER})(?: {W}){{0,2}} than (?!placebo)|(?:has|have|causes?|brings?) (?:far"
                 rf"|much|way) (?:fewer|less)|(?:far|much|way|so much) (?:safer|gentler|kinder|cheaper|milder)|(?:as (?:well"
                 rf"|good|strong|powerful) as|matches|rivals|outshines|outclasses|outdoes"
                 rf"|surpasses) (?:{W} ){{0,2}}?(?:{_STANDARD})"),
           _COMPARISON, cues("than far much way well good strong powerful matches rivals outshines outclasses outdoes surpasses"),
           unless=ANSWERED,
           unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|did|was|were|had|felt")),
    Phrase(words(rf"nothing (?:else |\w+ )?(?:works|beats|compares|matches|helps (?!everyone|all)|comes close|touches)"
                 rf"|unlike (?:\w+ ){{0,2}}?(?:steroids|biologics|opioids|antidepressants"
                 r"|other|most|conventional|standard|traditional|ordinary|chemo\w*|painkillers|immunosuppressants"
                 r"|pharmaceuticals|harsh)"
                 rf"|(?:where|when|after) (?:other|all|every|everything|conventional|standard|nothing"
                 rf"|others)(?: {W}){{0,4}}? (?:fails?|gave up|give up)|(?:with )?the same (?:effect|results?|benefits?|power"
                 rf"|relief) (?:as|without|at)|with the same (?:effect|results|benefits|power)"
                 r"|without the (?:\w+ )?(?:side[- ]effects|risks?|harms?|toxicity|downsides?|misery|poison|dangers?|price tag"
                 r"|addiction|weight gain|hangover|crash|baggage)"),
           _COMPARISON,
           cues("nothing unlike fail fails up same effect effects risk risks harm harms toxicity downside downsides misery"
                " poison danger dangers tag addiction gain hangover crash baggage"),
           unless=ANSWERED,
           unless_before=anywhere(r"whether|not|ask|trials?|stud(?:y|ies)|nor?")),
    # All-clear
    Phrase(words(rf"(?:there (?:is|are)|ha(?:s|ve|d)|with|carr(?:y|ies)|poses?|causes?|brings?|comes with|free of|free from"
                 rf"|without|zero)(?: (?:{_MINOR}))* (?:no|zero|hardly any|minimal|negligible|any|known|real"
                 rf"|the) (?:{W} ){{0,2}}?(?:{_CLEAR})(?! data)"),
           _ALL_CLEAR, cues("side effect effects risk risks harm harms danger dangers interaction interactions toxicity downside"
                            " downsides drawback drawbacks"
                            " contraindication contraindications indication indications worry worries problem problems"),
           unless=ANSWERED,
           unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|report(?:s|ed)?|was|were|asked")),
    Phrase(words(r"(?:without|no need for|no|free of|free from) (?:a |any |the )?(?:\w+ )?(?:concern|worry|worries|fear"
                 r"|hesitation|restrictions?|second thoughts?|trouble)|nothing to (?:fear|worry about|be afraid of|lose)"
                 r"|(?:need not|needn['’]t|no need to|never) (?:worry|fear|be afraid)|(?:can ?not|can['’]t"
                 r"|impossible to) (?:\w+ )?(?:overdose|get addicted|become addicted|get hooked|go wrong|be harmed)|worry-free"
                 r"|(?:is|are) not (?:\w+ )?(?:addictive|toxic|habit-forming|harmful|dangerous|affected|a concern|an issue)"
                 r"|non-?(?:addictive|habit-forming)|(?:easy|gentle|kind) (?:on|to) (?:the|your)"),
           _ALL_CLEAR,
           cues("concern worry worries fear afraid hesitation restriction restrictions thought thoughts trouble"
                            " nothing"
                            " overdose addicted hooked wrong harmed addictive toxic"
                            " habit harmful dangerous affected issue nonaddictive nonhabit easy gentle kind"),
           unless=ANSWERED, unless_before=anywhere(r"whether|if|ask|did|had|report(?:s|ed)?|was|were|may|might")),
    Phrase(words(rf"(?:suitable|ideal|perfect|right|appropriate|good|gentle enough) for (?:everyone|everybody|anyone|anybody|all"
                 rf"|any|most|every|the whole|young|children|adults|you)|(?:everyone|everybody|anyone|anybody|every \w+"
                 rf"|all (?:{TAKERS})|even (?:{W} ){{0,3}}?(?:{TAKERS})(?: (?:with|on|over|under)(?: {W}){{1,3}}?)?) (?:can|may"
                 rf"|should) (?:\w+ )?(?:take|use|benefit|try|enjoy|tolerate|combine|be on)"
                 r"|any age|at all ages|all ages|whole family|(?:compatible|combines well|goes well|mixes well) with (?!other)"),
           _ALL_CLEAR, cues("everyone everybody anyone anybody every all even suitable ideal perfect right appropriate good"
                            " enough whole age ages compatible combines goes mixes"),
           unless=anywhere(rf"{ANSWERED.pattern}|trials?|stud(?:y|ies)|eligib\w+|were"), unless_before=DOUBTED),
    Phrase(words(r"(?:low|lower|lowest|little|small|minimal|negligible|limited|favou?rable|mild|clean|benign|better"
                 r"|excellent) (?:\w+ )?(?:potential|likelihood) (?:for|of)|(?:low|minimal|mild|benign|clean|favou?rable|gentle"
                 r"|good|excellent) (?:\w+ )?side[- ]effects? profile|side[- ]effect profile (?:is|of)"
                 r"|side[- ]effects? (?:do not|don['’]t|never|rarely|seldom|hardly) (?:\w+ )?(?:occur|happen|appear|arise|bother"
                 r"|cause)|(?:only )?lasts? (?:only )?(?:a few|one or two|a couple of) (?:days|nights|weeks)|(?:side[- ]effects?"
                 r"|symptoms|dreams|they|these|it) (?:\w+ ){0,5}?(?:go|goes|pass|passes|resolves?|fades?|disappears?|settles?"
                 r"|subsides?|wears? off) (?:away )?(?:on (?:their|its) own|by (?:themselves|itself)|quickly|soon|within|after"
                 r"|in a|over)"),
           _ALL_CLEAR, cues("potential likelihood side last lasts go goes pass passes resolve resolves fade fades disappear"
                            " disappears settle settles subside subsides wear wears"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|some|often|placebo|labels?")),
    # Promise
    Phrase(words(r"(?:expect|look forward to|count on|get ready to|prepare to) (?:to )?(?:lose|feel|see|notice|sleep|enjoy|gain"
                 r"|be|less|more|better|results|relief|an? \w+ improvement)|los(?:e|t|ing) (?:up to |over "
                 r"|about )?\d+ ?(?:pounds|kilos|kg|lbs?|stone|inches)|(?:weight|pounds|kilos|fat) (?:\w+ )?(?:comes?|falls?"
                 r"|melts?|drops?) (?:off|away)|effortless(?:ly)?|without (?:any )?(?:effort|trying|dieting|exercise)|(?:in"
                 r"|within) (?:just|only|as little as|under|a matter of|mere) (?:\w+ ){0,2}?(?:days|weeks|hours|nights|minutes"
                 r"|doses|months)|from the (?:very )?first (?:dose|night|capsule|pill|tablet)(?! of)|kicks? in"
                 r"|overnight (?:success|relief|results?)|once and for all|(?<!lost )(?<!gone )for good(?! reason| measure"
                 r"| results| cause)|for ?ever"),
           _PROMISE, cues("expect forward count ready prepare lose lost losing comes come falls fall melts melt drops drop"
                          " effortless effortlessly effort trying dieting exercise just only little under matter mere very first"
                          " kick kicks overnight once good forever ever"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|lasted|measured|studied")),
    Phrase(words(rf"(?:feel|feels|notice|notices|improve|improves|respond|responds|works|better|relief|easier|gone|heals?|lifts?"
                 rf"|fades?|vanish(?:es|ed|ing)?)(?: {W}){{0,4}}?"
                 r" (?:within|in|after) (?:(?:just|only|a|the|one|two|three|four|few|first|couple|of|\d+|\d+-\d+) ){0,4}(?:days?"
                 r"|weeks?|hours?|months?|nights?|doses?)"),
           _PROMISE, cues("feel feels notice notices see sees improve improves respond responds work works get gets better"
                          " relief easier gone go heal heals lift lifts fade fades results difference vanish vanishes vanished"
                          " vanishing"),
           unless=anywhere(rf"{ANSWERED.pattern}|{ANYWAY.pattern}"),
           unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|was|were|did|had|felt|got|became|scores?|asked|call"
                                  rf"|tell|placebo")),
    Phrase(words(rf"(?<!side )(?<!side-)(?<!adverse )(?:benefits?|effects?|relief|improvements?|gains?)(?: (?:of|from"
                 rf"|with) {W})? (?:always |usually |only |really |typically |often |soon |normally |will "
                 rf"|should )?(?:(?:appears?|shows? up|comes?|starts?|begins?|arrives?|set in|sets in|follows?) (?:in|within"
                 rf"|after|by|over)|lasts?|keep|keeps|continues?|grows?|builds?|increases?|gets? (?:\w+ )?(?:stronger|better)"
                 r"|(?:is|are) (?:lasting|permanent|immediate|long-lasting|lifelong|real|profound|felt|undeniable|obvious))"
                 r"|the longer you (?:take|use|stay|are)|(?:just )?keeps getting better|better and better|lasting (?:relief"
                 r"|results|remission|change|benefits?)"),
           _PROMISE, cues("benefit benefits effect effects result results relief improvement improvements gain gains change"
                          " changes longer keeps better lasting"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|opioids?")),
    Phrase(words(rf"(?:say )?(?:goodbye|farewell|bye-bye) to|no more (?:{W} )?(?:{_ILLS})|(?:be|live|stay|become|feel|finally"
                 rf"|now|are|is|totally|completely|life|lives|living) (?:\w+ )?(?:(?:pain|symptom|drug|medication|flare|medicine"
                 rf"|steroid)[- ]free|free (?:of|from) (?:\w+ )?(?:{_ILLS}))"
                 r"|freedom from|no longer (?:has to|have to|means|need)"),
           _PROMISE, cues("goodbye farewell bye more free freedom longer"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|was|were|(?:those|people) who")),
    Phrase(words(rf"(?:walk|dance|sleep|play|think|laugh|smile|travel|hike|ride|garden|breathe)(?:s|ed"
                 rf"|ing)? (?:{W} ){{0,4}}?again(?! after| in \d)|feel(?:s|ing)? (?:like )?(?:yourself|myself|themselves|a new"
                 rf"|new|human|alive|whole|young)"
                 r"|(?:life|energy|old self|health|body|mind|spark|smile|mobility|youth|brain|sleep|strength) back"
                 r"|back in (?:control|charge)|(?:take|takes|taken|taking|took|get|gain|regain|regained|reclaim"
                 r"|reclaimed) (?:back )?(?:control|charge) (?:of|over)|back on (?:your|their|her|his) feet|new lease"
                 r"|second chance|(?:bed(?:ridden|bound)|housebound|could not [a-z]+|had given up)(?: [a-z]+){0,3} (?:became"
                 r"|can now|now|are now|is now)"),
           "a story, not a finding: say what was measured, in how many people",
           cues("again yourself myself themselves new human alive whole young back control charge chance became now"),
           unless=ANSWERED, unless_before=DOUBTED),
    # Headline
    Phrase(words(r"(?:real|new|true|fresh|genuine|renewed|offers?|offering|brings?|bringing|gives?|giving|there is|finally"
                 r"|at last) (?:\w+ )?hope|hope at last|(?:a |the )(?:turning point|lifeline|godsend|blessing|hidden gem|elixir"
                 r"|panacea|cure-all|all-rounder|fountain of youth|powerhouse|lifesaver|no-brainer|must-have|gold standard of"
                 r"|marvel|superstar|hero)|life-?sav(?:er|ing)|super-?drugs?|god-?send|panaceas?|cure-alls?|missing (?:piece"
                 r"|link)|new (?:era|dawn|chapter|hope|frontier)|(?:the|a) future of|(?:the|a|real|simple|little"
                 r"|hidden) secret (?:to|of|behind|for|is|weapon)|(?:the|an?|one|your|real|perfect|ultimate|simple"
                 r"|natural) (?:\w+ )?(?:key|answer|solution|gateway|ticket|path|road|shortcut|antidote|remedy|fix|weapon"
                 r"|ally) (?:to|for|against) (?!this|that|the|whether|these|those|it|a question|every|each|use|how|what|which"
                 r"|why|injection|infusion|inj|iv|oral)"),
           _HEADLINE, cues("hope turning lifeline godsend god blessing hidden elixir panacea panaceas cure rounder cure fountain"
                           " powerhouse lifesaver lifesaving saver saving brainer must gold marvel superstar hero super"
                           " superdrug superdrugs missing era dawn chapter"
                           " frontier future secret key answer solution gateway ticket path road shortcut antidote remedy fix"
                           " weapon ally boost tool"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:finally|at last),? (?:a|an|there|something|relief|some|the|real|feel|get|help|answers?)\b|^at last\b"
                 r"|at last(?=[.!?]?$)|(?:small|tiny|little|low|simple|humble|single) (?:\w+ )?(?:pill|capsule|tablet|dose|doses"
                 r"|change|drug)(?:,| with| for| but| brings| makes| and) (?:\w+ ){0,2}(?:big|huge|great|mighty|massive|giant"
                 r"|whole|large|enormous|profound|real|life)"
                 rf"|(?:why|how much longer) (?:must you |should you |will you )?(?:suffer|wait|live with|settle|struggle|put up"
                 rf"|risk|let|keep)|(?:tired|sick|fed up) (?:of|with) (?:living|being|feeling|{_ILLS}|the|your)|ready to (?:feel"
                 rf"|live|take|sleep|get|try|start|heal|say)|is(?:n['’]t| it not) (?:it )?time"
                 r"|imagine (?:a|an|if|your|waking|being|life|living|sleeping)|struggling with|looking for (?:relief|answers"
                 r"|a (?:\w+ )?(?:way|solution|alternative))|could (?:ldn|this|it|a \w+ pill) be (?:the|your|what)"
                 r"|have you had enough|had enough of"),
           _HEADLINE, cues("finally last big huge great mighty massive giant whole large enormous profound real life why longer"
                           " tired sick fed ready time imagine struggling looking could enough"),
           unless=ANSWERED),
    Phrase(words(rf"meets? (?:its|their) match|no match for|stands? (?:a|no|any) chance|(?:keeps?|hold"
                 rf"|holds) (?:{W} ){{1,4}}?(?:in check|at bay)|(?:brakes|lid) on|turn(?:s|ed)? (?:around|the (?:tide|corner"
                 rf"|page|tables))"
                 r"|(?:is|are) all (?:it takes|you need)|hand in hand|like (?:a|an) (?:\w+ ){0,2}?(?:button"
                 r"|switch|shield|blanket|magnet|charm|dream|thermostat|dimmer|guard|firewall|orchestra|conductor)"
                 r"|speaks? for (?:its|itself|themselves)|(?:you|everyone|body|patient|person|system|health|skin|gut|brain"
                 r"|mind) (?:truly |really )?deserves?|leaves? (?:no|little) (?:room for )?doubt|(?:now|finally) (?:manageable"
                 r"|treatable"
                 r"|curable|beatable|within reach)|(?:once|thought) (?:\w+ )?(?:incurable|untreatable|impossible)|(?:had|has"
                 r"|have) given up (?:on|hope)|nothing left to (?:try|offer|lose)|last hope|(?:and then|then|along) (?:came"
                 r"|comes|along came) ldn|^enter (?:ldn|low-dose|naltrexone)|until (?:i|she|he|they|we|you) (?:found|find"
                 r"|discover(?:ed)?|tried|try)|why (?:take (?!part)|choose|pay|not|go on|spend|let)|say hello to"
                 r"|say no to (?:biologics?|steroids?|pills|drugs|chemo\w*|painkillers|opioids|surgery)|(?:brighter|better"
                 r"|happier|healthier) (?:days?|mornings?|future|you|tomorrow|life|lives)|(?:today|now),? (?:she|he"
                 r"|they) [a-z]+s\b|wave of (?:relief|energy)"),
           _HEADLINE, cues("match stand stands check bay control remission brakes lid turn turns turned takes need along hand"
                           " button switch shield blanket magnet charm dream thermostat dimmer guard firewall orchestra"
                           " conductor speak speaks"
                           " deserve deserves doubt manageable treatable curable beatable possible reach incurable untreatable"
                           " impossible given try offer lose resort hope came comes along enter until why say brighter better"
                           " happier healthier today now wave"),
           unless=ANSWERED, unless_before=anywhere(r"whether|claims?|if(?! nothing)")),
    Phrase(words(r"(?:evidence|data|research|science|safety|benefits?|efficacy|effectiveness|results|record"
                 r"|potential)\b[^.;:!?]{0,40} (?:is|are) (?:\w+ )?(?:compelling|overwhelming|convincing|impressive|undisputed"
                 r"|undeniable|well[- ]known|remarkable|enormous|growing|mounting|solid|strong)"
                 r"|ldn\b[^.;:!?]{0,40} first[- ](?:choice|line)|too good to be true|there is a (?:\w+ )?reason (?:why|that)"
                 r"|stands? to (?:gain|benefit)|what (?:every|all|your|no) \w+(?: [\w'’-]+){0,3} (?:should|needs? to|must"
                 r"|will) know|the (?:true|full|real|healing) power of|the power of (?:ldn|naltrexone|low|your|endorphins)"
                 r"|what (?:patients|users|we|many|people) (?:have )?(?:already|always|long) kn(?:ow|ew|own)"
                 r"|low[- ]dose,? (?:high|big|great|real|maximum|full|huge|powerful)|(?:do(?:es)? not|don['’]t|doesn['’]t"
                 r"|need not|no longer) have to (?:rule|mean|control|define|suffer|live|ruin)"
                 rf"|(?:{_MORE}) [a-z]+, (?:less|more|{_MORE}) [a-z]+|(?:less|more) [a-z]+, (?:{_MORE}) [a-z]+|owe it to"
                 rf"|nothing short of|packs? (?:a|quite a) punch|(?:full|complete|lasting|total) (?:remission|recovery"
                 rf"|relief) (?:is|becomes) (?:\w+ )?(?:possible|real|within|achievable)"
                 r"|(?:hundreds|thousands|dozens|scores) of (?:[\w-]+ ){0,2}(?:papers|studies|trials|reports) (?:support|show"
                 r"|back|prove)"),
           _VERDICT,
           cues("compelling overwhelming convincing impressive undisputed undeniable known remarkable enormous growing mounting"
                " solid"
                " strong first true reason stand stands know power knew high big great real maximum full huge powerful rule mean"
                " control define suffer live ruin"
                " owe short packs pack remission recovery relief hundreds thousands dozens scores")
           | cues(_MORE.replace("|", " ")),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:ldn|it|naltrexone|low doses?|this (?:drug|medicine|pill|treatment)) (?:do(?:es)? not|don['’]t|doesn['’]t"
                 r"|will not|won['’]t|never) (?:\w+ly )?(?:weaken|raise|damage|harm|suppress|affect|upset|interfere|thin"
                 r"|cause (?!withdrawal|dependence|addiction)|burden|strain|stress|disturb|hurt|compromise|sedate|numb|cloud"
                 r"|clash|conflict|react|get in the way)|(?:is|are) (?:no|not a|not any|never a) (?:big deal|problem|issue"
                 r"|obstacle|worry)|no need to (?:tell|worry|stop|mention|wait|change|avoid|inform|check|fear|give up|adjust)"
                 r"|side[- ]effects?,? [^.;:!?]{0,20}(?:is|are) (?:\w+ )?(?:limited|mild|rare|brief|few|negligible|minor"
                 r"|harmless|short-lived|temporary|manageable)"),
           _ALL_CLEAR,
           cues("weaken raise damage harm suppress affect upset interfere thin cause burden strain stress disturb hurt compromise"
                " sedate numb cloud clash conflict react way deal problem issue obstacle worry need side"),
           unless=ANSWERED,
           unless_before=anywhere(r"whether|if(?! any)|trials?|stud(?:y|ies)|says?|labels?|not sure")),
    # Plot
    Phrase(words(r"(?:nobody|no one|no company) (?:profits|makes (?:\w+ )?money|can patent|gets rich)|(?:no|little) (?:profit"
                 r"|money) in|too cheap to|(?:your )?(?:doctors?|gps?|physicians?|specialists?|oncologists?) (?:(?:may|might"
                 r"|will|has|have|probably|does|do|did|most|likely|never|not|simply|just) )*(?:(?:never|not) (?:heard|tell|told"
                 r"|know about|know of|mention)|won['’]t tell|don['’]t know|doesn['’]t know)|(?:mainstream|conventional|western"
                 r"|orthodox|modern) medicine|the (?:medical )?establishment|(?:drug|pharmaceutical) (?:companies|makers"
                 r"|industry|giants?) (?:\w+ )?(?:ignores?|hides?|bury|buries|fears?|hates?|wants?|don['’]t|doesn['’]t"
                 r"|would rather)|no (?:\w+ )?company (?:will|would|wants|can)|(?:authorities|governments?|agencies|regulators?"
                 r"|officials) (?:have known|knew|stay|stayed|keep|kept|ignore|ignored|hide|do nothing|look away)"
                 r"|hush(?:ed)?[- ]up|cover-up|(?:hidden|kept|hiding) from (?:you|the public|patients|us)|they (?:(?:don['’]t"
                 r"|do not) want|(?:won['’]t|will not|never) tell) (?:you|us|patients)"),
           "a story of a plot: say who pays for studies, with the source",
           cues("profits makes patent rich company profit money cheap doctor doctors gp gps physician physicians specialist"
                " specialists oncologist oncologists mainstream conventional western orthodox modern establishment companies"
                " makers industry giant giants hush hushed company authorities government governments agencies regulator"
                " regulators officials cover covered hidden kept hiding want won will never"),
           unless=ANSWERED),
    # The body's own healing
    Phrase(words(r"natural(?:ly)? (?:\w+ )?(?:way|heal\w*|approach|option|solution|treatment|medicine|therapy|relief|support"
                 r"|defen[cs]es?|painkillers?|killer cells (?:to|that))|heals? (?:itself|themselves|you|from|naturally)|(?:body"
                 r"|body['’]s|immune system|brain|gut|cells?) (?:own )?(?:(?:back|return|returns|get|gets) )?(?:in|into"
                 r"|to) (?:\w+ )?(?:balance|harmony|order|equilibrium|normal|rhythm)|(?:back|return\w*|restored?|brought) (?:in"
                 r"|into|to) (?:\w+ )?(?:balance|harmony|equilibrium)|(?:the|your) (?:\w+ ){0,3}?(?:solution|answer|key"
                 r"|secret) that|healing (?:power|hormones?|from|process|journey|response)|self-healing|from the inside out"
                 r"|from within|(?:holistic|drug-free|chemical-free)|(?:ability|power|capacity|wisdom) to heal|works with (?:the"
                 r"|your) body|root causes?"),
           "a picture, not a finding: say what was measured, in whom",
           cues("natural naturally heal heals solution answer key secret itself body system brain gut cell cells balance harmony"
                " equilibrium healing inside within holistic drug chemical root"),
           unless=ANSWERED, unless_before=DOUBTED),
)  # fmt: skip
