"""Law 3: over-claims by their shape: certainty, comparison, all-clear, promise, headline, plot, pressure.

A shape is how such a sentence is built, whatever illness or benefit it names. All of them are of our own words only.
"""

from typing import Final

from ldn_content.check.phrases import Phrase, Phrases, anywhere, cues, words
from ldn_content.check.reported import ANSWERED, DOUBTED

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
_HEADLINE: Final = "a slogan: say what was measured, in whom"


SHAPES: Final = Phrases(
    # Certainty
    Phrase(words(r"(?:(?:it is|it['’]s|is|are|has been|have been) (?:\w+ ){0,2}?(?:well[- ])?(?:established|accepted"
                 r"|documented|proven"
                 r"|settled|demonstrated|agreed|acknowledged) (?:that|to)|(?:ldn|naltrexone|doses?) (?:is"
                 r"|are) (?:\w+ )?known (?:to (?!block|bind|cause"
                 r"|trigger|harm|pass|interact)|for its))"
                 r"|it is (?:well |widely |generally |now )+known that|well[- ](?:established|documented|proven)"
                 r"|widely (?:accepted|recogni[sz]ed)"),
           _VERDICT, cues("established accepted documented proven settled demonstrated agreed acknowledged known recognised"
                          " recognized"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:strong|solid|clear|ample|overwhelming|growing|mounting|compelling|convincing|abundant|robust|plenty of"
                 r"|irrefutable"
                 r"|hard|impressive|excellent|wealth of|mountains? of|body of|extensive|decades of"
                 r"|years of) (?:\w+ )?(?:evidence|proof|data|research|science"
                 r"|studies)"),
           _VERDICT, cues("evidence proof data research science studies"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(rf"(?:backed|supported|confirmed|validated|underpinned|endorsed|trusted"
                 rf"|recommended) by (?:{W} ){{0,5}}?(?:studies|science|research"
                 rf"|evidence|trials|data|papers|{_DOCTORS}|{TAKERS})"),
           _VERDICT, cues("backed supported confirmed validated underpinned endorsed trusted recommended"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:research|science|studies|evidence|experts?|scientists?|researchers|data|trials|experience"
                 r"|history) (?:(?:clearly|now|consistently|repeatedly"
                 r"|has|have|also|all|even) )*(?:shows?|shown|proves?|confirms?|confirmed|demonstrates?|demonstrated|tells? us"
                 r"|agrees?|established|suggests?|indicates?|points? to)"
                 r" (?:that |how |us )*(?:(?:a|this|the|low|small|tiny) ){0,2}(?:ldn|naltrexone|it|dose|pill|drug|medicine"
                 r"|treatment|low-dose)"
                 r"|the (?:science|evidence|research|data|proof|verdict|results?|facts?) (?:is|are|speaks?"
                 r"|could not be) (?:\w+ )?(?:clear|in|settled|overwhelming|strong|solid"
                 r"|convincing|undeniable|mounting|growing|compelling|for itself|for themselves|clearer)"),
           _VERDICT, cues("research science studies evidence expert experts scientist scientists researchers data trials"
                          " experience history proof"
                          " verdict result results fact facts"),
           unless=ANSWERED, unless_before=DOUBTED),
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
                 r"|options?) that (?:\w+ )?(?:works?|helps?|can|treats?|does|do|makes?)"
                 r"|not like any (?:other)?|unlike any(?: other)?|attractive (?:tool|option|choice|treatment|alternative)"
                 r"|good candidates?|(?:emerged|emerging|recognised|recognized|regarded|hailed|considered|known) as (?:an? "
                 r"|the )?(?:\w+ )?(?:effective|safe|powerful|useful|valuable|leading|ideal|treatment|remedy|cure|solution"
                 r"|alternative)"),
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
                 r"|without question|without fail"
                 r"|never fails|needless to say|the truth is|trust (?:us|me)|(?:actually|really|truly|finally) works"),
           _VERDICT, cues("doubt question denying reason rest mistake fail fails needless truth trust works"), unless=ANSWERED),
    Phrase(words(rf"(?:{_DOCTORS}) (?:(?:everywhere|worldwide|all|now|who know|around the world|alike|also"
                 rf"|increasingly) )*(?:agree|love|loves|trust|trusts|rave|raves|prefer|prefers"
                 r"|turn to|are (?:turning|discovering|convinced|excited|switching|calling|embracing|prescribing more)|choose"
                 r"|chooses|rely on|calls? (?:it|ldn|this))"
                 r"|(?:has|have) (?:treated|helped) (?:more than |over )?(?:\d|hundreds|thousands|countless)|never (?:saw|seen"
                 r"|had) (?:a|one|any) (?:\w+ )?(?:problem|side|reaction|complaint)"
                 r"|world[- ](?:renowned|leading|famous|class)|award-winning|nobel|renowned|visionary|pioneering"
                 r"|leading (?:experts?|doctors?|specialists?|authority)|top (?:experts?|doctors?|specialists?)"),
           _VERDICT, cues("agree love loves trust trusts rave raves prefer prefers turn are choose chooses rely call calls"
                          " treated helped never world award"
                          " nobel renowned visionary pioneering leading top"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(rf"(?:one of )?the (?:{W} )?(?:(?:most|least) (?:important|effective|exciting|powerful|valuable|versatile"
                 rf"|underrated|overlooked|misunderstood"
                 r"|useful|successful|trusted|advanced|affordable|reliable|studied|toxic|harmful)|best|greatest|finest|gentlest"
                 r"|simplest|smartest|cheapest|easiest|kindest)"
                 rf" (?:{W} ){{0,3}}?(?:medicines?|drugs?|treatments?|therap(?:y|ies)|discover(?:y|ies)|options?|ways?|choices?"
                 rf"|tools?|remed(?:y|ies)|thing|decisions?|secrets?|inventions?|advances?)"),
           "a superlative: say what was compared with what, in how many people, and what was found",
           cues("most least best greatest finest gentlest simplest smartest cheapest easiest kindest"),
           unless=ANSWERED, unless_before=DOUBTED),
    # Comparison
    Phrase(words(rf"(?:(?:ldn|naltrexone|it|this|which|that|and|dose|doses|drug|pill|treatment|therapy) (?:is|are|works?|does|do"
                 rf"|performs?|feels?|acts?|can be|will be) (?:{W} ){{0,4}}?(?:{_BETTER})(?: {W}){{0,3}}?"
                 rf"|(?:{_BETTER})(?: {W}){{0,3}}?) than (?:{W} ){{0,2}}?(?:{_STANDARD})|(?:ldn|naltrexone|it|this) (?:is|works"
                 rf"|does) (?:{W} ){{0,4}}?(?:{_BETTER})(?: {W}){{0,2}} than (?!placebo)"
                 rf"|(?:has|have|causes?|brings?) (?:far|much|way) (?:fewer|less)|(?:far|much|way|so much) (?:safer|gentler"
                 rf"|kinder|cheaper|milder)"
                 rf"|(?:as (?:well|good|strong|powerful) as|matches|rivals|outshines|outclasses|outdoes"
                 rf"|surpasses) (?:{W} ){{0,2}}?(?:{_STANDARD})"),
           _COMPARISON, cues("than far much way well good strong powerful matches rivals outshines outclasses outdoes surpasses"),
           unless=ANSWERED,
           unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|did|was|were|had|felt")),
    Phrase(words(rf"nothing (?:else |\w+ )?(?:works|beats|compares|matches|helps|comes close|touches)"
                 rf"|unlike (?:\w+ ){{0,2}}?(?:steroids|biologics|opioids|antidepressants"
                 r"|other|most|conventional|standard|traditional|ordinary|chemo\w*|painkillers|immunosuppressants"
                 r"|pharmaceuticals|harsh)"
                 rf"|(?:where|when|after) (?:other|all|every|everything|conventional|standard|nothing"
                 rf"|others)(?: {W}){{0,4}}? (?:fails?|gave up|give up)"
                 rf"|(?:with )?the same (?:effect|results?|benefits?|power|relief) (?:as|without|at)|with the same (?:effect"
                 rf"|results|benefits|power)"
                 r"|without the (?:\w+ )?(?:side[- ]effects|risks?|harms?|toxicity|downsides?|misery|poison|dangers?|price tag"
                 r"|addiction|weight gain|hangover|crash|baggage)"),
           _COMPARISON,
           cues("nothing unlike fail fails up same effect effects risk risks harm harms toxicity downside downsides misery"
                " poison danger dangers tag addiction gain hangover crash baggage"),
           unless=ANSWERED,
           unless_before=anywhere(r"whether|not|ask|trials?|stud(?:y|ies)|nor?")),
    # All-clear
    Phrase(words(rf"(?:there (?:is|are)|ha(?:s|ve|d)|with|carr(?:y|ies)|poses?|causes?|brings?|comes with|free of|free from"
                 rf"|without|zero)(?: (?:{_MINOR}))*"
                 rf" (?:no|zero|hardly any|minimal|negligible|any|known|real|the) (?:{W} ){{0,2}}?(?:{_CLEAR})(?! data)"),
           _ALL_CLEAR, cues("side effect effects risk risks harm harms danger dangers interaction interactions toxicity downside"
                            " downsides drawback drawbacks"
                            " contraindication contraindications indication indications worry worries problem problems"),
           unless=ANSWERED,
           unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|report(?:s|ed)?|was|were|asked")),
    Phrase(words(r"(?:without|no need for|no|free of|free from) (?:a |any |the )?(?:\w+ )?(?:concern|worry|worries|fear"
                 r"|hesitation|restrictions?|second thoughts?|trouble)"
                 r"|nothing to (?:fear|worry about|be afraid of|lose)|(?:need not|needn['’]t|no need to|never) (?:worry|fear"
                 r"|be afraid)|(?:can ?not|can['’]t|impossible to) (?:\w+ )?(?:overdose|get addicted"
                 r"|become addicted|get hooked|go wrong|be harmed)|worry-free|(?:is|are) not (?:\w+ )?(?:addictive|toxic"
                 r"|habit-forming|harmful|dangerous|affected|a concern|an issue)"
                 r"|non-?(?:addictive|habit-forming)|(?:easy|gentle|kind) (?:on|to) (?:the|your)"),
           _ALL_CLEAR, cues("concern worry worries fear afraid hesitation restriction restrictions thought thoughts trouble"
                            " nothing overdose addicted hooked wrong harmed addictive toxic"
                            " habit harmful dangerous affected issue nonaddictive nonhabit easy gentle kind"),
           unless=ANSWERED, unless_before=anywhere(r"whether|if|ask|did|had|report(?:s|ed)?|was|were|may|might")),
    Phrase(words(rf"(?:suitable|ideal|perfect|right|appropriate|good|gentle enough) for (?:everyone|everybody|anyone|anybody|all"
                 rf"|any|most|every|the whole|young|children|adults|you)"
                 rf"|(?:everyone|everybody|anyone|anybody|every \w+|all (?:{TAKERS})"
                 rf"|even (?:{W} ){{0,3}}?(?:{TAKERS})(?: (?:with|on|over|under)(?: {W}){{1,3}}?)?) (?:can|may"
                 rf"|should) (?:\w+ )?(?:take|use|benefit|try|enjoy|tolerate|combine|be on)"
                 r"|any age|at all ages|all ages|whole family|(?:compatible|combines well|goes well|mixes well) with (?!other)"),
           _ALL_CLEAR, cues("everyone everybody anyone anybody every all even suitable ideal perfect right appropriate good"
                            " enough whole age ages compatible combines goes mixes"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:low|lower|lowest|little|small|minimal|negligible|limited|favou?rable|mild|clean|benign|better"
                 r"|excellent) (?:\w+ )?(?:potential|likelihood) (?:for|of)|(?:low|minimal|mild|benign|clean|favou?rable|gentle"
                 r"|good|excellent) (?:\w+ )?side[- ]effects? profile|side[- ]effect profile (?:is|of)"
                 r"|side[- ]effects? (?:do not|don['’]t|never|rarely|seldom|hardly) (?:\w+ )?(?:occur|happen|appear|arise|bother"
                 r"|cause)|(?:only )?lasts? (?:only )?(?:a few|one or two|a couple of) (?:days|nights|weeks)"
                 r"|(?:side[- ]effects?|symptoms|dreams|they|these|it) (?:\w+ ){0,5}?(?:go|goes|pass|passes|resolves?|fades?"
                 r"|disappears?|settles?|subsides?|wears? off) (?:away )?(?:on (?:their|its) own|by (?:themselves|itself)"
                 r"|quickly|soon|within|after|in a|over)"),
           _ALL_CLEAR, cues("potential likelihood side last lasts go goes pass passes resolve resolves fade fades disappear"
                            " disappears settle settles subside subsides wear wears"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|some|often|placebo|labels?")),
    # Promise
    Phrase(words(r"(?:expect|look forward to|count on|get ready to|prepare to) (?:to )?(?:lose|feel|see|notice|sleep|enjoy|gain"
                 r"|be|less|more|better|results|relief|an? \w+ improvement)"
                 r"|los(?:e|t|ing) (?:up to |over |about )?\d+ ?(?:pounds|kilos|kg|lbs?|stone|inches)|(?:weight|pounds|kilos"
                 r"|fat) (?:\w+ )?(?:comes?|falls?|melts?|drops?) (?:off|away)|effortless(?:ly)?"
                 r"|without (?:any )?(?:effort|trying|dieting|exercise)|(?:in|within) (?:just|only|as little as|under"
                 r"|a matter of|mere) (?:\w+ ){0,2}?(?:days|weeks|hours|nights|minutes|doses|months)"
                 r"|from the (?:very )?first (?:dose|night|capsule|pill|tablet)(?! of)|kicks? in|overnight (?:success|relief"
                 r"|results?)"
                 r"|once and for all|(?<!lost )(?<!gone )for good(?! reason| measure| results| cause)|for ?ever|permanently"),
           _PROMISE, cues("expect forward count ready prepare lose lost losing comes come falls fall melts melt drops drop"
                          " effortless effortlessly effort trying dieting exercise just only little under matter mere very first"
                          " kick kicks overnight once good forever ever permanently"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|lasted|measured|studied")),
    Phrase(words(rf"(?:feel|feels|notice|notices|see|sees|improve|improves|respond|responds|work|works|gets?|better|relief"
                 rf"|easier|gone|go|heals?|lifts?|fades?|vanish(?:es|ed|ing)?|results|difference)(?: {W}){{0,4}}?"
                 r" (?:within|in|after) (?:(?:just|only|a|the|one|two|three|four|few|first|couple|of|\d+|\d+-\d+) ){0,4}(?:days?"
                 r"|weeks?|hours?|months?|nights?|doses?)"),
           _PROMISE, cues("feel feels notice notices see sees improve improves respond responds work works get gets better"
                          " relief easier gone go heal heals lift lifts fade fades results difference vanish vanishes vanished"
                          " vanishing"),
           unless=ANSWERED,
           unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|was|were|did|had|felt|asked|call|tell|placebo")),
    Phrase(words(rf"(?<!side )(?<!side-)(?<!adverse )(?:benefits?|effects?|results|relief|improvements?|gains?"
                 rf"|changes?)(?: (?:of|from|with) {W})? (?:always |usually |only |really |typically |often |soon |normally "
                 rf"|will |should )?(?:(?:appears?|shows? up|comes?|starts?|begins?|arrives?|set in|sets in|follows?) (?:in"
                 rf"|within|after|by|over)|lasts?|keep|keeps|continues?|grows?|builds?|increases?|gets? (?:\w+ )?(?:stronger"
                 rf"|better)"
                 r"|(?:is|are) (?:lasting|permanent|immediate|long-lasting|lifelong|real|profound|felt|undeniable|obvious))"
                 r"|the longer you (?:take|use|stay|are)|(?:just )?keeps getting better|better and better|lasting (?:relief"
                 r"|results|remission|change|benefits?)"),
           _PROMISE, cues("benefit benefits effect effects result results relief improvement improvements gain gains change"
                          " changes longer keeps better lasting"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|trials?|stud(?:y|ies)|opioids?")),
    Phrase(words(rf"(?:say )?(?:goodbye|farewell|bye-bye) to|no more (?:{W} )?(?:{_ILLS})|(?:be|live|stay|become|feel|finally"
                 rf"|now|are|is|totally|completely|life|lives|living) (?:\w+ )?(?:(?:pain|symptom|drug|medication|flare|medicine"
                 rf"|steroid)[- ]free"
                 rf"|free (?:of|from) (?:\w+ )?(?:{_ILLS}))|freedom from|no longer (?:has to|have to|means|need)"),
           _PROMISE, cues("goodbye farewell bye more free freedom longer"),
           unless=ANSWERED, unless_before=anywhere(rf"{DOUBTED.pattern}|was|were|(?:those|people) who")),
    Phrase(words(rf"(?:walk|run|work|dance|sleep|play|drive|live|think|laugh|smile|cook|travel|hike|exercise|function|ride"
                 rf"|garden|breathe|move|eat)(?:s|ed|ing)? (?:{W} ){{0,4}}?again(?! after| in \d)|feel(?:s"
                 rf"|ing)? (?:like )?(?:yourself|myself|themselves|a new|new|human|alive|whole|young)"
                 r"|(?:life|energy|old self|health|body|mind|spark|smile|mobility|youth|brain|sleep|strength) back"
                 r"|back in (?:control|charge)|(?:take|takes|taken|taking|took|get|gain|regain|regained|reclaim"
                 r"|reclaimed) (?:back )?(?:control|charge) (?:of|over)"
                 r"|back on (?:your|their|her|his) feet|new lease|second chance|(?:bed(?:ridden|bound)|housebound"
                 r"|could not [a-z]+|had given up)(?: [a-z]+){0,3} (?:became|can now|now|are now|is now)"),
           "a story, not a finding: say what was measured, in how many people",
           cues("again yourself myself themselves new human alive whole young back control charge chance became now"),
           unless=ANSWERED, unless_before=DOUBTED),
    # Headline
    Phrase(words(r"(?:real|new|true|fresh|genuine|renewed|offers?|offering|brings?|bringing|gives?|giving|there is|finally"
                 r"|at last) (?:\w+ )?hope|hope at last|(?:a |the )(?:turning point|lifeline|godsend|blessing|hidden gem|elixir"
                 r"|panacea|cure-all|all-rounder|fountain of youth"
                 r"|powerhouse|lifesaver|no-brainer|must-have|gold standard of|marvel|superstar|hero)|life-?sav(?:er|ing)"
                 r"|super-?drugs?|god-?send|panaceas?|cure-alls?"
                 r"|missing (?:piece|link)|new (?:era|dawn|chapter|hope|frontier)|(?:the|a) future of|(?:the|a|real|simple"
                 r"|little|hidden) secret (?:to|of|behind|for|is|weapon)"
                 r"|(?:the|an?|one|your|real|perfect|ultimate|simple|natural) (?:\w+ )?(?:key|answer|solution|gateway|ticket"
                 r"|path|road|shortcut|antidote|remedy|fix|weapon|ally|boost|tool) (?:to|for|against|in) (?!this|that|the"
                 r"|whether|these|those|it|a question|every|each|use)"),
           _HEADLINE, cues("hope turning lifeline godsend god blessing hidden elixir panacea panaceas cure rounder cure fountain"
                           " powerhouse lifesaver lifesaving saver saving brainer must gold marvel superstar hero super"
                           " superdrug superdrugs missing era dawn chapter"
                           " frontier future secret key answer solution gateway ticket path road shortcut antidote remedy fix"
                           " weapon ally boost tool"),
           unless=ANSWERED, unless_before=DOUBTED),
    Phrase(words(r"(?:finally|at last),? (?:a|an|there|something|relief|some|the|real|feel|get|help|answers?)\b|^at last\b"
                 r"|at last(?=[.!?]?$)"
                 r"|(?:small|tiny|little|low|simple|humble|single) (?:\w+ )?(?:pill|capsule|tablet|dose|doses|change|drug)(?:,"
                 r"| with| for| but| brings| makes| and) (?:\w+ ){0,2}(?:big|huge|great|mighty|massive|giant|whole|large"
                 r"|enormous|profound|real|life)"
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
                 rf"|holds) (?:{W} ){{1,4}}?(?:in check|at bay|under control|in remission)|(?:brakes|lid) on|turn(?:s"
                 rf"|ed)? (?:around|the (?:tide|corner|page|tables))"
                 r"|(?:is|are) all (?:it takes|you need)|get(?:s)? along|hand in hand|like (?:a|an) (?:\w+ ){0,2}?(?:button"
                 r"|switch|shield|blanket|magnet|charm|dream|thermostat|dimmer|guard|firewall|orchestra|conductor)"
                 r"|speaks? for (?:its|itself|themselves)"
                 r"|(?:you|everyone|body|patient|person|system|health|skin|gut|brain|mind) (?:truly |really )?deserves?"
                 r"|little (?:room for )?doubt|(?:now|finally) (?:manageable|treatable|curable|beatable|possible|within reach)"
                 r"|(?:once|thought) (?:\w+ )?(?:incurable|untreatable|impossible)"
                 r"|(?:had|has|have) given up (?:on|hope)|nothing left to (?:try|offer|lose)|last (?:resort|hope)|(?:and then"
                 r"|then|along) (?:came|comes|along came) ldn|^enter (?:ldn|low-dose|naltrexone)|until (?:i|she|he|they|we"
                 r"|you) (?:found|find|discover(?:ed)?|tried|try)"
                 r"|why (?:take|choose|pay|not|go on|spend|let)|say (?:no|yes|hello) to|(?:brighter|better|happier"
                 r"|healthier) (?:days?|mornings?|future|you|tomorrow|life|lives)|(?:today|now),? (?:she|he|they) [a-z]+s\b"
                 r"|wave of (?:relief|energy)"),
           _HEADLINE, cues("match stand stands check bay control remission brakes lid turn turns turned takes need along hand"
                           " button switch shield blanket magnet charm dream thermostat dimmer guard firewall orchestra"
                           " conductor speak speaks"
                           " deserve deserves doubt manageable treatable curable beatable possible reach incurable untreatable"
                           " impossible given try offer lose resort hope came comes along enter until why say brighter better"
                           " happier healthier today now wave"),
           unless=ANSWERED, unless_before=anywhere(r"whether|claims?|if(?! nothing)")),
    # Plot
    Phrase(words(r"(?:nobody|no one|no company) (?:profits|makes (?:\w+ )?money|can patent|gets rich)|(?:no|little) (?:profit"
                 r"|money) in|too cheap to|(?:your )?(?:doctors?|gps?|physicians?|specialists?|oncologists?) (?:(?:may|might"
                 r"|will|has|have|probably|does|do|did|most|likely|never|not|simply|just) )*(?:(?:never|not) "
                r"(?:heard|tell|told|know about|know of|mention)|won['’]t tell|don['’]t know|doesn['’]t know)|(?:mainstream"
                 r"|conventional|western|orthodox|modern) medicine|the (?:medical )?establishment|(?:drug"
                 r"|pharmaceutical) (?:companies|makers|industry|giants?) (?:\w+ )?(?:ignores?|hides?|bury|buries|fears?|hates?"
                 r"|wants?|don['’]t|doesn['’]t"
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
                 r"|to) (?:\w+ )?(?:balance|harmony|order|equilibrium|normal|rhythm)"
                 r"|(?:back|return\w*|restored?|brought) (?:in|into|to) (?:\w+ )?(?:balance|harmony|equilibrium)|(?:the"
                 r"|your) (?:\w+ ){0,3}?(?:solution|answer|key|secret) that|healing (?:power|hormones?|from|process|journey"
                 r"|response)|self-healing|from the inside out|from within|(?:holistic|drug-free|chemical-free)|(?:ability|power"
                 r"|capacity|wisdom) to heal|works with (?:the|your) body"
                 r"|root causes?"),
           "a picture, not a finding: say what was measured, in whom",
           cues("natural naturally heal heals solution answer key secret itself body system brain gut cell cells balance harmony"
                " equilibrium healing inside within holistic drug chemical root"),
           unless=ANSWERED, unless_before=DOUBTED),
)  # fmt: skip
