"""Law 3: nobody tells how a medicine changed their life, and nothing is sold."""

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.phrases import Fault, Pattern, Phrase, Phrases, anywhere, cues, words

_ASKED: Final = Pattern(r"\bask\b|\?", re.IGNORECASE)  # "Ask: what else is there for my condition?"
_NOT: Final = anywhere(r"not|never|nor?")
STORIES: Final = Phrases(
    Phrase(words(r"(?<!phase )(?<!type )(?<!class )(?<!stage )(?<!grade )(?<!bipolar )(?<!part )i (?:\w+ed|\w+ly|tell|love|wish"
                 r"|would|will|cannot|walk|run|work|still|just|never|always|was|am|have|had|could|can|feel|felt|began|take|took"
                 r"|got|now|swear|woke|went|sleep|slept|recommend|no longer|do|did|know|knew|believe)|my (?!own\b)[a-z]+"),
           "one person's story is no evidence: say what a study found in how many people",
           cues("i my"), unless=_ASKED),
    Phrase(words(r"(?:chang|transform|sav)(?:e|ed|es|ing)? (?:my|his|her|their|your|many|so many|people['’]s|countless"
                 r"|(?:thousands|hundreds|millions) of) li(?:fe|ves)|(?:my|his|her|their|your) li(?:fe|ves) back"
                 r"|for the first time in (?:my|his|her|their|your|years|decades|ages|a long time|forever)|(?:lost|losing"
                 r"|given up) (?:all |any )?hope|(?:before|until|since|when|after) (?:s?he found|(?:she|he|they"
                 r"|we) (?:discovered|tried)) (?:ldn|it|naltrexone|this)|success stor(?:y|ies)|swears? by|thanks to (?:ldn"
                 r"|naltrexone|low[- ]dose naltrexone|this (?:\w+ )?(?:pill|drug|medicine|treatment))"),
           "a story, not a finding: say what was measured, in how many people",
           cues("life lives first hope discovered tried she he success swear swears thanks")),
    Phrase(words(r"(?:our|my) (?:\w+ )?(?:patients?|clients?|customers?|members|chemists?|experts?|products?|capsules?"
                 r"|prices?|shop|store)"),
           "a clinic or a seller is speaking: say what a study found, with its source",
           cues("patient patients client clients customer customers members chemist chemists expert experts product products"
                " capsule capsules price prices shop store"), unless=_ASKED),
)  # fmt: skip
SALES: Final = Phrases(
    Phrase(words(r"(?:buy|purchase|get|order) (?:your )?(?:ldn|naltrexone|low[- ]dose naltrexone|it|yours?) (?:online|now|today"
                 r"|here|from)|buy (?:your )?(?:ldn|naltrexone|low[- ]dose naltrexone)|order (?:yours?|now|today|online|here)"
                 r"|no prescription(?: is)? (?:needed|required|necessary)|book (?:a|an|your) (?:\w+ )?(?:consultation"
                 r"|appointment|call|visit)|free (?:consultation|shipping|delivery|sample)|add to (?:cart|basket)|we (?:ship"
                 r"|deliver|sell|dispense|stock|accept)|sign up|click (?:here|below|on|the)|\d ?% off"
                 r"|(?:purest|finest|cheapest|best|safest) (?:\w+ ){1,3}on the market|prescription ready (?:in|within)"
                 r"|to your door|save (?:money|up to|[$£€]?\d+)|starter (?:pack|kit)|money[- ]back|special offer|discounts?"
                 r"|coupons?|promo(?:tion)? code"),
           "this library sells nothing: take it out", cues("buy purchase get order prescription book consultation shipping"
                                                           " delivery sample"
           " add money special discount discounts coupon coupons promo promotion"
                " ship deliver sell dispense stock accept sign click off market starter door save"), unless_before=_NOT),
    Phrase(words(r"hurry|last chance|stocks? (?:is|are) limited|limited (?:appointments|slots|seats|places|spots) (?:is"
                 r"|are) (?:left|available)|order (?:early|soon|while)|(?:start|begin|try|order|sign up|enquire)(?: \w+)? today"
                 r"|feel the (?:change|difference|benefits?|effects?|power)|limited[- ]time (?:offer|only)|(?:limited"
                 r"|exclusive) (?:places?|offers?|spots|spaces|stocks?|supply|edition|access)|(?:only|just) (?:a few|\d+"
                 r"|[a-z]+) (?:\w+ )?(?:places|spots|spaces|slots|seats) (?:left|remaining|available|open)|\d+ (?:\w+ )?(?:left"
                 r"|remaining) (?:in stock|on|at|this)|(?:while|as long as) (?:stocks?|suppl(?:y|ies)) lasts?|act (?:now|fast"
                 r"|today)|introductory (?:price|offer|rate|discount)|(?:today|weekend|members|this week) only|free (?:trial"
                 r"|bottle|month|gift|e-?book|webinar|quiz)|(?:offer|price|sale|deal|discount) (?:\w+ )?ends?|don['’]t delay"
                 r"|(?:don['’]t|do not) (?:miss (?:out|this|your chance)|wait (?:any longer|another|until it)|put it off)"
                 r"|join (?:the (?:thousands|hundreds|many|growing|movement|community|waiting)|our|us|thousands|hundreds|over"
                 r"|more than|\d)|(?:start|begin) your (?:\w+ )?(?:journey|healing|recovery|trial|path|treatment|programme"
                 r"|program|new)|your (?:first|next) (?:order|bottle)|(?:best|lowest|unbeatable|special) (?:price|deal)s?"
                 r"|price (?:match|promise)|(?:from|in) the comfort of|subscribe|our (?:[\w-]+ ){0,2}?(?:programme|program"
                 r"|protocol|success(?: rate)?|formula|range|offer|shop|store"
                 r"|compounding|capsules|cream|newsletter|experience)|(?:success|satisfaction|cure) rates?|(?:before"
                 r"|until) it(?: is|['’]s) too late|will only (?:get worse|worsen|progress)|five[- ]star|(?:use|enter"
                 r"|with) (?:the )?code|checkout|reserve (?:yours?|a|an|now)|(?:spots|places|seats) (?:fill|go|are)|\d+[- ]star"
                 r"|rated \d|testimonials?:"),
           "this library sells nothing and hurries nobody: take it out",
           cues("hurry chance limited exclusive left remaining places spots spaces slots bottles packs today weekend members"
                " week suppl stocks stock supply supplies last lasts early soon feel act introductory free ends end miss delay"
                " wait put join"
                " start begin order bottle best lowest unbeatable special match promise comfort subscribe our"
                " success satisfaction cure late worse worsen progress star code checkout reserve spots places seats rated"
                " testimonial testimonials"), unless_before=anywhere(r"whether|no|called|said")),
    Phrase(Pattern(r"\b(?:only|just|from|for|at|costs?|as little as) (?:about |around |only |just )?(?:us ?)?[$£€] ?\d+"
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
