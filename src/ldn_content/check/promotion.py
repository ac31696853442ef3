"""Law 3: nobody tells how a medicine changed their life, and nothing is sold."""

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.phrases import Fault, Phrase, Phrases, anywhere, cues, words

_ASKED: Final = re.compile(r"\bask\b|\?", re.IGNORECASE)  # "Ask: what else is there for my condition?"
_NOT: Final = anywhere(r"not|never|nor?")
STORIES: Final = Phrases(
    Phrase(words(r"(?<!phase )(?<!type )(?<!class )(?<!stage )(?<!grade )(?<!bipolar )(?<!part )i (?:\w+ed|\w+ly|tell|love|wish"
                 r"|would|will|cannot|walk|run|work|still|just|never|always|was|am|have"
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
    Phrase(words(r"(?:our|my) (?:\w+ )?(?:patients?|clients?|customers?|experts?|products?|capsules?|prices?|shop|store)"),
           "a clinic or a seller is speaking: say what a study found, with its source",
           cues("patient patients client clients customer customers expert experts product products capsule capsules price"
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
                 r"|(?:purest|finest|cheapest|best|safest) (?:\w+ ){1,3}on the market|\d ?% off|to your door"
                 r"|save (?:money|up to|[$£€]?\d+)|starter (?:pack|kit)|money[- ]back|special offer"
                 r"|discounts?|coupons?|promo(?:tion)? code"),
           "this library sells nothing: take it out", cues("buy purchase get order prescription book consultation shipping"
                                                           " delivery sample"
           " add money special discount discounts coupon coupons promo promotion"
                " ship deliver sell dispense stock accept sign click off market starter door save"), unless_before=_NOT),
    Phrase(words(r"hurry|last chance|(?:limited|exclusive) (?:time|places?|offers?|spots|spaces|stocks?|availability|supply"
                 r"|edition|access)|(?:only|just) (?:a few|\d+|[a-z]+) (?:\w+ )?(?:places|spots|spaces|slots|bottles|packs|left"
                 r"|remaining)|\d+ (?:\w+ )?(?:left|remaining) (?:in stock|on|at|this)"
                 r"|(?:while|as long as) (?:stocks?|suppl(?:y|ies)) lasts?|act (?:now|fast|today)|introductory|(?:today|weekend"
                 r"|members|this week) only|free (?:trial|bottle|month|gift|guide|e-?book|webinar|quiz|call|assessment)|(?:offer"
                 r"|price|sale|deal|discount) (?:\w+ )?ends?|don['’]t delay|(?:don['’]t|do not) (?:miss (?:out|this|your chance)"
                 r"|wait (?:any longer|another|until it)|put it off)"
                 r"|join (?:the (?:thousands|hundreds|many|growing|movement|community|waiting)|our|us|thousands|hundreds|over"
                 r"|more than|\d)|(?:start|begin) your (?:\w+ )?(?:journey|healing|recovery|trial|path|treatment|programme"
                 r"|program|new)"
                 r"|your (?:first|next) (?:order|bottle)|(?:best|lowest|unbeatable|special) (?:price|value"
                 r"|deal|rate)s?|price (?:match|promise)|(?:from|in) the comfort of|subscribe|our (?:[\w-]+ ){0,2}?(?:programme"
                 r"|program|protocol|success(?: rate)?|course|formula|range|offer|shop|store|results|approach|method|compounding"
                 r"|capsules|cream|newsletter|plan)"
                 r"|(?:success|satisfaction|cure) rates?|(?:before|until) it(?: is|['’]s) too late|will only (?:get worse|worsen"
                 r"|progress)|five[- ]star|(?:use|enter|with) (?:the )?code|checkout|reserve (?:yours?|a|an|now)|(?:spots|places"
                 r"|seats) (?:fill|go|are)|\d+[- ]star|rated \d"
                 r"|testimonials?:"),
           "this library sells nothing and hurries nobody: take it out",
           cues("hurry chance limited exclusive left remaining places spots spaces slots bottles packs today weekend members"
                " week suppl stocks stock supply supplies last lasts act introductory free ends end miss delay wait put join"
                " start begin order bottle best lowest unbeatable special match promise comfort subscribe our"
                " success satisfaction cure late worse worsen progress star code checkout reserve spots places seats rated"
                " testimonial testimonials"), unless_before=anywhere(r"whether|no|called|said")),
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
