"""Law 3: no bare statement: a sentence on LDN says where it is from, how sure it is, or what to ask.

The other rules of words know what over-claims look like. This one knows what our own sentences look like: nearly all that
speak of LDN hold a word that ties them to a study, a source, a doubt, a caution, or to how the medicine is made, named and
prescribed. What praises LDN in words that nobody foresaw holds none. Only whole sentences are looked at, so headings and
names are free.
"""

from collections.abc import Iterator
from typing import Final

from ldn_content.check.phrases import Fault, cues, in_sentences

_ABOUT: Final = cues(  # what a sentence is about, or the good news that it brings
    "ldn naltrexone patients endorphins endorphin noticed benefits energetic heal heals healed healthier"
    " reset resets relief remission thrive thrives glow glows soar soars brighter deeper calmer stronger younger happier youthful"
    " finally smile smiles joy freedom success transform transforms transformed reverses revive revives restores boosts calms"
    " beatable manageable curable clients she her he his"
)
_STUDIED: Final = cues(
    "study studies studied trial trials placebo group groups arm participants randomised randomized comparison compared control"
    " controlled blinded followed analysed enrolled recruited recruiting protocol survey surveys surveyed registry register"
    " registered"
    " registers registration registrations series case cases crossover interval ci baseline outcome outcomes endpoint primary"
    " secondary"
    " differ differed differs count counts counted figure figures result reported report reports reporting found find finding"
    " findings saw"
    " measured measure measures tested test tests looked look looks cover covers searched search published collected mixed"
    " laboratory mice rat rats mouse animal animals dish data mg microgram micrograms milligram milligrams blood urine"
    " slightly marginally modest history"
)
_SOURCE: Final = cues(
    "review reviews reviewed reviewers guideline guidelines guidance rated rating grade graded cited author authors researcher"
    " researchers charity charities regulator regulators agency agencies authority label labels labelled labelling leaflet"
    " leaflets"
    " text texts title stated page pages website websites site sites article articles paper papers abstract web seller sellers"
    " advert adverts"
    " advertisement forums advice say says said saying wrote writes written write name names named lists listed warn warns warned"
    " warning warnings advises advised calls called describes described claim claims claimed according note notes noted concludes"
    " concluded recommend recommends told"
)
_DOUBTED: Final = cues(
    "may might would could whether if unless knows unknown unclear uncertain certain sure likely unlikely probably"
    " possible possibly theory theories idea ideas suggested thought question questions guess cannot not no nor nobody none"
    " nothing neither rarely depending sign worked example"
)
_PAST: Final = cues(
    "was were did had took gave gives given got ended stopped began started fell rose planned joined died withdrawn dropped"
    " missed tried"
    " surged alone since"
)
_ASKED: Final = cues(
    "ask asking asked tell telling talk plan call carry bring keep read check checks checked discuss decide decides decision"
    " prescribes prescribed prescriber prescribers prescription prescriptions prescribing pharmacist pharmacists"
    " pharmacy pharmacies clinician anaesthetist surgeon surgery team emergency ambulance poison"
)
_MADE: Final = cues(
    "approved approval unapproved licence licensed license unlicensed authorised authorisation compounded compounding compounders"
    " compounder specially regulated patent sold sell sells insurers insurance insurer pay pays price prices cost costs stands"
    " means"
    " meaning word synthetic abbreviation same injection tablet tablets capsule capsules liquid form forms strength strengths"
    " class"
    " classes product products doses mouth swallow swallowed evening hours food fridge drive driving travel broken"
)
_CAUTION: Final = cues(
    "opioid opioids opiate codeine methadone tramadol withdrawal block blocks blocked blocking overdose naloxone"
    " antagonist harm harms unwanted side events worse worsened risk risks danger dangerous allergy allergic"
    " liver pregnancy pregnant breast breastfeeding suicide alcohol vivid dreams headache headaches nausea rash drowsy dizzy"
    " interact interacts dependence dependent coma death far miss"
)
_TIES: Final = _STUDIED | _SOURCE | _DOUBTED | _PAST | _ASKED | _MADE | _CAUTION


def bare_statements(text: str) -> Iterator[Fault]:
    """Yield each whole sentence on LDN, or of good news, that says neither where it is from nor how sure it is nor what to ask.

    >>> [message[:32] for _, message in bare_statements("Lupus is rare. LDN is the sunshine after the rain.")]
    ['"LDN is the sunshine after the r']
    >>> list(bare_statements("LDN may ease pain. Ask a pharmacist about LDN."))
    []
    """
    for part in in_sentences(text):
        if _ABOUT.isdisjoint(part.words) or not _TIES.isdisjoint(part.words):
            continue
        sentence = text[part.start : part.end]
        if sentence.rstrip('"”’)').endswith((".", "!")):
            fault = "says neither where this is from, nor how sure it is, nor what to ask: name the study or source, or hedge it"
            yield (part.start, part.end), f'"{sentence}" {fault}'
