"""Law 3: nobody tells how a medicine changed their life, and nothing is sold."""

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.phrases import Fault, Phrase, Phrases, anywhere, cues, words

_ASKED: Final = re.compile(r"\bask\b|\?", re.IGNORECASE)  # "Ask: what else is there for my condition?"
_NOT: Final = anywhere(r"not|never|nor?")
STORIES: Final = Phrases(
    Phrase(words(r"(?<!phase )(?<!type )(?<!class )(?<!stage )(?<!grade )(?<!bipolar )(?<!part )i (?:\w+ed|\w+ly|was|am|have"
                 r"|had|could"
                 r"|can|feel|felt|began|take|took|got|now|swear|woke|went|sleep|slept|recommend|no longer|do|did|know|knew"
                 r"|believe)"
                 r"|my (?!own\b)[a-z]+"),
           "one person's story is no evidence: say what a study found in how many people",
           cues("i my"), unless=_ASKED),
    Phrase(words(r"(?:chang|transform|sav)(?:ed|es|ing) (?:my|his|her|their|your|many|so many|people['’]s|countless) li(?:fe|ves)"
                 r"|(?:my|his|her|their|your) li(?:fe|ves) back|success stor(?:y|ies)|swears? by"
                 r"|thanks to (?:ldn|naltrexone|low[- ]dose naltrexone|this (?:\w+ )?(?:pill|drug|medicine|treatment))"),
           "a story, not a finding: say what was measured, in how many people",
           cues("life lives success swear swears thanks")),
    Phrase(words(r"(?:our|my) (?:\w+ )?(?:patients?|clients?|customers?|clinics?|practice|pharmac(?:y|ies)|pharmacists?"
                 r"|specialists?"
                 r"|doctors?|experts?|physicians?|products?|capsules?|prices?|shop|store)"),
           "a clinic or a seller is speaking: say what a study found, with its source",
           cues("patient patients client clients customer customers clinic clinics practice pharmacy pharmacies pharmacist"
                " pharmacists"
                " specialist specialists doctor doctors expert experts physician physicians product products capsule capsules"
                " price"
                " prices shop store"), unless=_ASKED),
)  # fmt: skip
SALES: Final = Phrases(
    Phrase(words(r"(?:buy|purchase|get|order) (?:your )?(?:ldn|naltrexone|low[- ]dose naltrexone|it|yours?) (?:online|now|today"
                 r"|here|from)"
                 r"|buy (?:your )?(?:ldn|naltrexone|low[- ]dose naltrexone)|order (?:yours?|now|today|online|here)"
                 r"|no prescription(?: is)? (?:needed|required|necessary)"
                 r"|book (?:a|an|your) (?:\w+ )?(?:consultation|appointment|call|visit)|free (?:consultation|shipping|delivery"
                 r"|sample)"
                 r"|add to (?:cart|basket)|we (?:ship|deliver|sell|dispense|stock|accept)|sign up|click (?:here|below|on|the)"
                 r"|call us|contact us"
                 r"|\d ?% off|to your door|save (?:money|up to|[$£€]?\d+)|starter (?:pack|kit)|money[- ]back|special offer"
                 r"|discounts?|coupons?|promo(?:tion)? code"),
           "this library sells nothing: take it out", cues("buy purchase get order prescription book consultation shipping"
                                                           " delivery sample"
           " add money special discount discounts coupon coupons promo promotion"
                " ship deliver sell dispense stock accept sign click call contact off starter door save"), unless_before=_NOT),
    Phrase(re.compile(r"\b(?:only|just|from|for|at|costs?|as little as) (?:about |around |only |just )?(?:us ?)?[$£€] ?\d+"
                      r"|[$£€] ?\d+(?:\.\d+)? (?:a|per|each) (?:day|week|month|bottle|capsule|pack)"),
           "no price of a seller: say what a survey found, with its date and source", cues("$ £ €")),
)  # fmt: skip


def stories(text: str) -> Iterator[Fault]:
    """Yield what one person or one clinic tells of itself.

    >>> [message for _, message in stories("Many swear by it.")]
    ['"swear by": a story, not a finding: say what was measured, in how many people']
    """
    return STORIES.problems(text)


def sales(text: str) -> Iterator[Fault]:
    """Yield what a seller writes.

    >>> [message for _, message in sales("Buy LDN online.")]
    ['"Buy LDN online": this library sells nothing: take it out']
    """
    return SALES.problems(text)
