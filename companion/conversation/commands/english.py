"""Spoken commands in English: verb families and their objects."""

from __future__ import annotations

from collections.abc import Mapping

from companion.conversation.commands.english_frames import (
    ADDRESSES,
    ASSERTIONS,
    BLOCKERS,
    CLOSERS,
    DETERMINERS,
    FILLERS,
    NEGATIONS,
    NOTING,
    OBJECT_STOPS,
    OTHERS,
    PLAIN_NEGATIVES,
    PROMISES,
    REASONS,
    REMARKS,
    REQUESTS,
    TAILS,
    VOCATIVE_SAFE,
)  # fmt: skip
from companion.conversation.commands.grammar import Grammar, workshop
from companion.conversation.contract import CommandName

_CLASSES = {
    "ONE": "(one|idea|thought|point|bit|part|suggestion|thing)",
    "IS": "('s|is|was|are|will be)",
    "ME": "(i|we|i've|we've|i'd|we'd)",
    "SAID": "(what|everything|all) [that] i (said|just said|'ve just said|was saying)",
    "IT": "(it|them|that|this|those|these|(that|this|the) [very|last] ONE [there]|that last ONE|(my|your) last ONE|SAID|all of (it|that)|that one of (mine|yours))",
    "OBJ": "(IT|X)",
    "FEW": "(a|one|another|two|half a|a few|five|just a|a wee|a couple of) [little|quick] (second|sec|secs|seconds|minute|minutes|moment|moments|bit|mo|while)",
    "LATER": "(for now|for later|for the moment|for the time being|for today|for a (bit|while)|later|later on|another time|until later)",
    "LIST": "(the|my|our) (list|notes|notebook|record|log|board)",
    "ON": "(on|next to|after|behind|by|against|to|over|beside|at|alongside|above)",
    "GIVE": "(give me|can i have|could i have|can i get|could i get|may i have|i'd like|i want|i need|let me have|let me hear|do|do me|make|make me|let's have|let's do|have|try|show me|find|find me|take|use|offer me)",
    "DOUBTFUL": "(uncertain|unsure|doubtful|questionable|not sure|tentative|a maybe|maybe|in doubt|shaky)",
    "QUESTION": "(a|an) [open] question",
    "FORGET": "(forget|delete|erase|wipe|remove|scrub|rub out|clear|wipe out)",
    "EARLIER": "(earlier|before|again|ever|already|just|last (time|week|walk|month|year)|yesterday|the other day|so far|on (the|my|our) last walk|last|in the past|today|previously)",
    "SAY": "(say|said|saying|think|thought|talk|talked|talking|mention|mentioned|tell you|told you|note|noted|decide|decided|come up with)",
    "ABOUT": "(about|on|of|regarding|concerning|for)",
    "SOFAR": "(so far|until now|up to now|up till now|for now|at the moment|down|now|in total|altogether|today)",
    "WALK": "(the|this|our|my|today's) (walk|session|recording|conversation|chat|call)",
    "SOMEWHAT": "(a (little|bit|little bit|touch|tad)|much|even|way|far|somewhat)",
    "DIFFERENT": "(another|a different|a new|a fresh|some other|one more|the other)",
    "ANGLE": "(angle|angles|perspective|view|point of view|viewpoint|side|direction|standpoint)",
}  # fmt: skip

_NAMES = {
    "TECHNIQUE": (
        r"(?P<about> devil(?: 's|s)? advocate| (?:five|5) why(?:s| 's)?| how might we| scamper"
        r"| analog(?:y|ies)| worst(?: possible)? idea(?: first)?| pre ?mortem| critic 's side"
        r"| other side| critic| sceptic| skeptic)"
    ),
    "WRONG": (
        r"(?P<about>(?: tell me)?(?: what could go wrong| what 's wrong)| criti(?:cise|cize)(?: it| that| this)"
        r"| poke(?: some)? holes in (?:it|that|this)| argue against (?:it|that|this|me)| be critical)"
    ),
    "CLAUSE": r"(?= (?:the|a|an|we|i|it|they|he|she|my|our|you|there|no) )",
    "ANYTHING": r"(?: \S+){1,6}",
    "OPINION": (
        r"(?P<about> what do you (?:think|say|reckon|make of (?:it|that|this))"
        r"| what 's your (?:take|view|opinion|thought)| any thoughts| your thoughts)"
    ),
    "TWO": r"(?P<about> (?:two|three|four|five))",
    "FAREWELL": (
        r"(?P<about> (?:good ?bye|bye(?: bye)?|good night|see you (?:later|tomorrow|next time|soon)))"
    ),
    "FRENCH": r"(?P<about> french)",
    "ENGLISH": r"(?P<about> english)",
}
"""Classes whose words are themselves the object of a command."""

_COMMANDS: Mapping[CommandName, tuple[str, ...]] = {
    "as-question": (
        "(put|note|record|save|keep|mark|write|phrase|frame|word|file|log|leave|take|treat|pose|jot) OBJ [down] as QUESTION",
        "(make|turn|change|convert) OBJ [into] QUESTION",
        "(rephrase|reword|rewrite) OBJ as QUESTION",
        "make QUESTION (of|out of|from) OBJ",
    ),
    "question-mark": (
        "[keep IT [but|and|just] [with]] [put|add|leave|stick|set|place|give it|give that] a [big] question mark [ON OBJ|there|on there]",
        "keep OBJ [but|and] [put|add|leave|with] a question mark [ON it|there]",
        "[big] question mark ON OBJ",
        "[but] (i have|i've got) (my doubts|doubts|a doubt) [(about|on) IT|there|here] (mark|flag|note) (it|that|them)",
        "~question mark [there]",
        "(mark|flag|note|put|log|list|keep|file) OBJ [down] [as|as being] DOUBTFUL",
    ),
    "off-record": (
        "[(IT|the next ONE|what i'm about to say|what i say now|everything i say|we|we're|i'm|i am) [IS]] [strictly|just] [go|going|let's go|get|stay|be|keep IT|take IT|put IT] off the record [now]",
        "(don't|do not) (record|write|note|keep|save|log|put|jot|take) IT [down|in LIST]",
        "(don't|do not) (record|write|note) anything [down]",
        "stop (recording|taking notes|noting|writing) [IT] [down]",
        "(strike|leave|keep) IT (from|off|out of|off of) (the record|LIST|it)",
        "(this|the|this next|the next|what i'm about to say|what follows|everything i say now) [next] [bit|part|one|thing] (stays|is|should stay|must stay|has to stay) [strictly|just] between (us|you and me|ourselves)",
        "~IT IS [just|only] (private|between us|between you and me|between ourselves|confidential|not for the record)",
        "~[just] (between us|between you and me|between ourselves|not for the record)",
        "(turn|switch) [the] recording off", "(turn|switch) off the recording", "recording off",
    ),
    "on-record": (
        "[we're|i'm|we are|i am|go|let's go|let's get|we go|this is|you're] [back] on the record [again]",
        "(record|recording|note|noting|write|writing|take notes|taking notes) [things|it|this] [down] again",
        "(start|begin|restart|resume) (recording|noting|taking notes) [again]",
        "(turn|switch) [the] recording [back] on", "recording on",
    ),
    "undo": (
        "undo [IT|that note|(the|my|that) last (note|command)]",
        "(delete|remove|cancel|erase|scratch|strike|scrap|lose|drop|bin) (that|the|the last|this|my last|that last|your last) note",
        "~cancel IT",
        "[i] take (that|the|the last|that last|my last) note (out|off|back|away)",
        "[i] take IT [back] (out|off) [of] LIST",
        "(don't|do not) note IT (after all|actually)",
        "(revert|unnote) [IT]",
    ),
    "note": (
        "(note|write|jot|get|put|take|mark|scribble) IT down",
        "(note|write|jot|scribble|get|put) down IT", "write IT up",
        "(i'd like|i want|i need|can i have|could i have|can we have|let's have|let's get) IT (written|noted|jotted|put|taken) [down]",
        "note IT",
        "(make|take) a [quick|little] note [of IT]", "take note [of IT]", "keep a (note|record) of IT",
        "(log|save|remember|record|capture|memorise|memorize) IT",
        "(add|put) IT (to|in|on|into|on to|onto) LIST",
        "IT IS [really|well] worth (noting|a note|writing down|remembering|keeping a note of)",
        "(don't|do not) (forget|lose) (it|that|this|that one)", "don't let me forget (it|that|this)",
        "~note",
    ),
    "park": (
        "park OBJ [LATER]",
        "(put|set|leave|place|move|lay) OBJ (aside|to one side|to the side|for later|on hold|on ice|on the (back burner|side|shelf)|in the car park) [LATER]",
        "(put|set|lay) aside OBJ [LATER]", "shelve OBJ [LATER]",
        "(come|get|go|circle) back to IT (later [on]|another time|some other time|afterwards|in a (bit|while))",
        "return to IT (later [on]|another time)",
        "(keep|save|leave|hold) IT (for later|for another (day|time|walk)|for next time|until later)",
    ),
    "forget-minute": (
        "FORGET (the|that) last minute [or so]",
        "FORGET (what|everything|all) [that] i [just|'ve just] said [just now|(in|during|over) the last [TWO] (minute|minutes)]",
        "FORGET [everything i said in] the last [TWO] (minute|minutes)",
    ),
    "keep": (
        "(keep|retain) OBJ [in|on LIST|in LIST]", "(hold on to|hang on to|hold onto|hang onto|stick with) IT [in]",
        "~IT (stays|stays in|stays on LIST|should stay|can stay|IS staying)",
        "~IT IS a keeper",
    ),
    "drop": (
        "(drop|scrap|scratch|withdraw|ditch|bin|delete|remove|forget [about]|get rid of|throw out|cross out|cross off|strike out|let go of|throw away) [the idea of] OBJ [(from|off|out of|off of) LIST]",
        "(lose|chuck|chuck out|kill|strike|axe|dump|cut) (IT|X idea|X (from|off|out of) LIST)",
        "(take|cross|strike) OBJ (off|out of|from|off of) LIST",
        "[i] take OBJ (back|out)",
        "(cross|throw|strike|leave|rule) OBJ (off|out|away)",
        "let (it|that|this) [one] go",
        "never mind (that|this) [ONE]", "never mind X",
        "(forget|drop|scrap) (everything|all|what) [that] i [just] said about X",
        "i (take back|withdraw) OBJ", "i take it all back",
        "~IT can go", "~IT IS (out|gone|off LIST|dead)",
    ),
    "slower": (
        "(speak|talk|go|say|repeat|read|tell me) [it|that|this] [again|to me] [SOMEWHAT] (slower|more slowly|slowly) [again]", "~[SOMEWHAT] (slower|more slowly|slowly)",
        "slow [it|that|things] down [SOMEWHAT]", "slow down [SOMEWHAT]",
        "(not so|too|that's too|that was too|that's a bit too|you're too) (fast|quick|quickly)",
        "you (are|'re) (talking|speaking|going) [SOMEWHAT] too (fast|quickly)",
        "you're (talking|speaking|going) [SOMEWHAT] too (fast|quickly)",
    ),
    "faster": (
        "[you can] [(speak|talk|go|say|read) [it|that]] [SOMEWHAT] (faster|quicker|more quickly)",
        "speed [it|things] up [SOMEWHAT]", "speed up [SOMEWHAT]",
        "[that's|you're|that was] [talking|speaking|going] [SOMEWHAT] too slow",
    ),
    "repeat": (
        "repeat [IT|yourself|the question|your question|what you [just] said|the last (question|sentence|thing you said)]",
        "say (IT|what you said) (again|once more|one more time|over|over again)",
        "tell me again", "come again", "~(once more|one more time)", "~you what",
        "run (that|it) by me again",
        "what did you [just] say", "what were you saying", "what was it you said",
        "what was (that|it|the question|your question) [again]", "what's (the question|your question) [again]",
        "pardon [me]",
        "i (didn't|did not|couldn't|don't) [quite] (hear|catch|get|understand) (that|you|it|this|what you said|a word|the (end|question|last ONE))",
        "i missed (that|it|the (end|question|last ONE)|what you said)",
        "(repeat|say again|tell me again|read back|read me [back]|reread|go over|go back over|say|play back) the (part|bit|thing|question|idea|section|passage) (about|on|with) X [again]",
        "(repeat|say again|tell me again|read back|go over) what (you|we) (said|had) (about|on) X",
        "(repeat|read back|say|read me) the X (part|bit|question|section) [again]",
        "what was (the (part|bit|thing)|that) (about|on) X again",
    ),
    "let-me-think": (
        "(let|leave) me [just] think [(about|on) IT|it over|it through|that over|that through|this through|aloud|more]",
        "let me think about X",
        "let me (mull|chew|turn|work) (it|that|this) over", "let me (mull|chew|reflect|ponder|sleep) [on|over] (it|that|this)",
        "(give|leave|grant|allow|spare) me (FEW|some time|time) [to (think|reflect) [about IT]]",
        "[just] (hold on|hang on) [FEW]", "~[just] (wait|wait up|hold it|stop) [FEW]", "wait FEW",
        "~[just|only] FEW", "~(one|a|just one) (tick|sec)",
        "i need (FEW|some time|time|to think) [to think] [about IT]",
        "i'm [still|just] thinking [about IT]", "i am [still] thinking",
        "(i'm|i am) not (done|finished) [yet]", "~not yet", "i haven't finished [yet]",
        "bear with me [FEW]", "(don't|do not) rush me", "hold that thought",
    ),
    "be-quiet": (
        "(be|stay|keep|remain) [very|completely] (quiet|silent)",
        "(quiet|silence|hush|shush|shh|shut up|stop talking|pipe down|not a word|no more talking)",
        "(just|only) listen [to me]", "listen only", "listen and (say nothing|don't (talk|answer|say anything))",
        "listen [to me] without (talking|answering|saying anything)",
        "[you] (don't|do not) (talk|answer|reply|speak|say (anything|a word|a thing)|interrupt|respond) [me|now|anymore|back|to (that|this)] [and] [just listen]",
        "(no|no more|stop asking|stop asking me|enough|stop with the|enough with the) questions",
        "stop (answering|interrupting|replying|asking) [me]",
        "(be quiet|just listen) until i (say so|call you|ask [you]|tell you|speak to you|'m done)",
        "you [just] listen",
        "(don't|do not) (need|have) to (answer|say anything|reply)", "you don't (need|have) to (answer|say anything|reply)",
    ),
    "resume": (
        "(resume|unpause|restart) [the walk|the recording|the session|recording|now|our walk|walking]",
        "let's (continue|carry on|resume|go on|get going|start again|pick up where we left off) [the walk|with the walk|our walk|walking|recording]",
        "(continue|carry on with|go on with) the (walk|session|recording)",
        "(i'm|we're|i am|we are) back [again|now|with you]", "i'm here again", "back again",
        "you can (talk|speak|answer) again", "(talk|speak) to me again",
    ),
    "go-on": (
        "~(go on|go ahead|carry on|continue|proceed|keep going) [then]", "(go on|go ahead)", "you (go|go on|go ahead)",
        "[it's|now it's|it is|it's now] your (turn|go) [to (talk|speak|answer)]",
        "over to you", "the floor is yours",
        "you can (talk|speak|answer|go|go on|go ahead|reply|say something)",
        "~(i'm|i am) (done|finished|all ears|listening) [talking|speaking]",
        "OPINION [about IT|of IT|on IT]",
        "say something", "~(answer|reply|respond) [to] [me|that]", "that's all from me",
    ),
    "answer-again": (
        "answer [(that|it|me|the question)] (again|differently|another way)",
        "(try|do|redo|rephrase|reword) [that|it|your (answer|question)|that answer|that reply] again", "(redo|rephrase|reword) (that|it|your (answer|question)|that answer)",
        "[GIVE] (another|a different|a new|a better) (answer|reply|response|try)",
        "say something (else|different)", "say (it|that) (differently|another way|in other words)",
        "[ask me] (another|a different|a new|the next|some other) question",
        "ask [me] something (else|different)",
        "have another (go|try|stab) [at (it|that|the question)]", "[that's] not what i (asked|meant)",
    ),
    "another-angle": (
        "(GIVE|from|look at IT from|see IT from|consider|look for) DIFFERENT ANGLE [on IT]", "~DIFFERENT ANGLE [on IT]",
        "(look at|come at|approach|see|consider|think about|tackle|attack|take|view) IT (differently|DIFFERENT way|from DIFFERENT ANGLE)",
        "(change|switch|shift) [the] (angle|angles|perspective)",
        "(is|are) there (another|a different|any other) (way|ways|angle|angles|side) [(to look at|of looking at|to see|to approach|to) IT]",
        "[GIVE|try] (another|a different) way (of looking at|to look at) IT",
    ),
    "technique": (
        "[do|try|play|be|use|take|give me|run|have|go with|apply|start with|find me|make|switch to|go to|go through|move to|move on to|can i have|do me|be my|argue] [the|a|an|some|with|me a|me an|me the] TECHNIQUE [technique|method|exercise] [(on|for|about|with|against) (IT|me|us)] [next|first]",
        "[now] WRONG [with (it|that|this)]",
        "(play|be) [the] TECHNIQUE (on|about|for|with) ANYTHING",
    ),
    "recall": (
        "[and|so] (what|when|what else|where) [exactly|all] (did|have|had) (i|we) [EARLIER] SAY [EARLIER] ABOUT X [EARLIER]",
        "what was it [that] (i|we) [EARLIER] SAY [EARLIER] ABOUT X [EARLIER]",
        "when (did|was it [that]) (i|we) [EARLIER] SAY [EARLIER] ABOUT X [EARLIER]",
        "when did (i|we) last (mention|say something about|talk about|speak about|bring up) X",
        "(remind me|read me|read me back|find|tell me|look up|show me|bring up|read back|repeat|find me) (what|everything|anything|where|when|all|whatever) [that] ME [have|had] [EARLIER] SAY [EARLIER] ABOUT X [EARLIER]",
        "(have|did|had) (i|we) [EARLIER] SAY [anything|something] [EARLIER] ABOUT X [EARLIER]",
        "(have|did|had) (i|we) [EARLIER] (mention|mentioned|bring up|brought up|discuss|discussed) X [EARLIER]",
        "what (was|were) my (idea|ideas|thought|thoughts|note|notes) ABOUT X",
        "(what|anything) (do|did) (i|we|you) have ABOUT X from (before|earlier|last time)",
        "what (did|have) i (say|said|tell you) (before|earlier|last time)",
    ),
    "summary": (
        "(GIVE) [a|the|my|our] [quick|short|brief|little] (summary|recap|roundup|round up|rundown|overview|sum up) [SOFAR|of (it|everything|that|my ideas|the ideas|what (we|i|you) (have|'ve got|got|said|'ve said|have said|noted|kept))] [SOFAR]",
        "~[a|the|my|our] [quick|short|brief|little] (summary|recap|roundup|round up|rundown|overview|sum up) [SOFAR|of (it|everything|that|my ideas|the ideas)] [SOFAR]",
        "(summarise|summarize|recap|sum [it|that|this|things|everything] [all] up) [(it|that|this|everything|all that|things|the walk|(my|our|the) ideas|what (we|i) (have|'ve got|got|said|'ve said|have said))] [SOFAR]",
        "what (have|do|did) (we|i|you) (got|have|get|noted|note|kept|said|written|collected) [SOFAR] [SOFAR]",
        "where (are|were) (we|i) [up to|at|SOFAR|with (it|this|that|everything)]",
        "where have we got to [SOFAR]", "how far (are we|have we got|have we come)",
        "(read|list|tell|give|run|take|go) [me] [back|through|over] [all] (the|my|our) (ideas|notes|list) [back|SOFAR|to me]",
        "what (are|were) (the|my|our) (ideas|notes) [SOFAR]",
        "~what's on LIST [SOFAR]", "what is on LIST [SOFAR]",
    ),
    "pause": (
        "pause [it|here|there|now|everything|things|recording|WALK]",
        "(take|have) (a [short|quick|little] break|five)", "put (it|this|everything|WALK) on pause",
    ),
    "end": (
        "[let's] (end|finish|stop|close|wrap up|conclude|quit) WALK [here|there|now|for (today|now)]",
        "(stop|end|finish|leave it|leave things|wrap up|wrap it up|wrap things up|call it a day|call it quits) (here|there|now|for (today|now|tonight)|at that)",
        "~(call it a day|wrap up|wrap it up|wrap things up)",
        "[i think] (we|i) (can|could) (stop|end|finish|leave it|wrap up|wrap it up|call it a day) [here|there|now|for (today|now)]",
        "[i think] (let's|time to|it's time to|shall we) (stop|end|finish|wrap up|wrap it up|call it a day) [here|there|now|for (today|now)]",
        "(that's|that is|this is|that'll be|that will be|that'll|that will|that should|this will) [be] (me|it|all|enough|everything|do|do me) (for (today|now|this (time|walk)|tonight)|today|now|this time)",
        "that'll (do|be all|be it|be enough) [for (today|now|me)]",
        "(we're|we are|i'm|i am) (done|finished) [here|now|walking] [for (today|now|tonight)]",
        "that's a wrap", "end of [the|this] (walk|session)",
        "FAREWELL",
    ),
    "language": (
        "[(speak|talk|switch|change|use|go|continue|answer|carry on|move|reply) [over] [to|in|into|to speaking]|let's do this in|in|say it in] FRENCH [from now on|instead|now]",
        "((speak|talk|switch|change|use|go|continue|answer|carry on|move|reply) [over] [to|in|into|to speaking]|let's do this in|in|say it in) ENGLISH [from now on|instead|now]",
    ),
}  # fmt: skip

_ANSWERS: Mapping[CommandName, tuple[str, ...]] = {
    "yes": (
        "(yes|yeah|yep|yup|sure|of course|do it|please do|go for it|absolutely|correct|right|confirm|i do|i am|go ahead|okay|alright|all right|definitely|certainly) [please|thanks|do|do it|exactly|sure|go on|go ahead|it is|i'm sure|that's right|of course|i do|forget it|delete it|yes]",
    ),
    "no": (
        "(no|nope|nah|don't|do not|please don't|cancel|not really|better not|no way|rather not) [thanks|thank you|don't|do not|no|leave it|keep it|not that|i don't|wait|never mind] [thanks|keep it|leave it|don't]",
        "(leave it|keep it|never mind|leave it alone)",
    ),
}  # fmt: skip

_SHOP = workshop("en", _CLASSES, _NAMES, lambda verb: f" {verb}")

GRAMMAR = Grammar(
    commands=_SHOP.patterns(_COMMANDS),
    answers=_SHOP.patterns(_ANSWERS),
    noting=_SHOP.opening(*NOTING),
    requests=_SHOP.opening(*REQUESTS),
    assertions=_SHOP.opening(*ASSERTIONS),
    addresses=_SHOP.opening(*ADDRESSES),
    promises=_SHOP.opening(*PROMISES),
    reasons=_SHOP.opening(*REASONS),
    remarks=_SHOP.opening(*REMARKS),
    tails=_SHOP.closing(*TAILS),
    pronouns=_SHOP.closing("IT"),
    fillers=FILLERS,
    closers=CLOSERS,
    blockers=BLOCKERS,
    negations=NEGATIONS,
    plain_negatives=PLAIN_NEGATIVES,
    others=OTHERS,
    vocative_safe=VOCATIVE_SAFE,
    determiners=DETERMINERS,
    object_stops=OBJECT_STOPS,
)
