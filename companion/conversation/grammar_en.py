"""Spoken commands in English."""

from __future__ import annotations

import re

from companion.conversation.grammar import Grammar, object_patterns, whole_patterns

_IT = (
    r"(?:it|(?:that|this)(?: (?:one|idea|thought|point|bit|part|note))?|the idea|"
    r"the last (?:one|idea|thought|point))"
)
_TIME = r"(?: (?:a|one|another) (?:second|sec|minute|moment|bit))"
_WALK = r"(?:the|this|our) (?:walk|session|recording|conversation)"

_WHOLE = whole_patterns(
    {
        "as-question": (
            rf"(?:put|note|record|save|keep|mark|write|phrase|frame|word) {_IT}(?: down)? as (?:a|an open) question",
            rf"(?:make|turn) {_IT}(?: into)? a question",
        ),
        "question-mark": (
            rf"(?:keep {_IT} (?:but |and |with )?)?(?:put )?a question mark(?: (?:on|next to|after|behind|by|against|to) {_IT}| there)?",
            rf"(?:keep {_IT} (?:but |and )?)?(?:put|add|leave|stick) a question mark(?: (?:on|next to|after|behind|by|against|to) {_IT}| there)?",
            rf"mark {_IT} (?:as )?(?:uncertain|unsure|doubtful)",
            r"question mark",
        ),
        "park": (
            rf"park {_IT}(?: (?:for now|for later|for the moment))?",
            rf"(?:put|set|leave) {_IT} (?:aside|to one side|for later|on hold)(?: for (?:now|later))?",
            rf"(?:put|leave) {_IT} on the (?:back burner|side|shelf)",
            rf"(?:let's |we'll )?come back to {_IT} later",
            rf"keep {_IT} for later",
        ),
        "note": (
            rf"(?:note|write|jot|get|put|take) {_IT} down",
            rf"note {_IT}",
            r"(?:make|take) a note(?: of (?:that|it|this))?",
            rf"(?:save|remember|record) {_IT}",
            r"can you note that",
        ),
        "keep": (rf"(?:keep|hold on to|hang on to) {_IT}(?: in)?",),
        "undo": (
            r"undo(?: (?:that|it|this|that note|the note|the last note|the last one))?",
            r"(?:delete|remove|cancel|erase) (?:that|the|the last|this|my last) note",
            r"cancel that",
            r"take that note (?:out|off|back)",
            rf"take {_IT} (?:back )?(?:out|off)(?: of)? (?:the|my) notes",
        ),
        "drop": (
            rf"(?:drop|scrap|scratch|withdraw|ditch|bin|delete|remove|forget|lose|get rid of|throw out) {_IT}",
            rf"(?:i )?take {_IT} (?:back|out)",
            r"never mind that(?: one| idea)?",
        ),
        "off-record": (
            r"(?:(?:this|that|it|what i just said) (?:is|was) |this one's |that's |this's |go |we're |let's go |just )?off the record",
            rf"(?:don't|do not) (?:record|write|note|keep) {_IT}(?: down)?",
            r"stop (?:recording|taking notes)",
            r"(?:strike|leave) (?:that|this|it) (?:from|off|out of) the record",
        ),
        "on-record": (
            r"(?:(?:we're |go |okay )?back )?on the record",
            r"(?:you can |start )?(?:record|recording|note|write)(?: things down)? again",
            r"start recording",
        ),
        "forget-minute": (
            r"(?:forget|delete|erase|wipe|remove) the last minute",
            r"(?:forget|delete|erase|wipe|remove) what i(?:'ve)? (?:just )?said",
            r"(?:forget|delete|erase|wipe) the last (?P<about>two|three|four|five) minutes",
        ),
        "slower": (
            r"(?:(?:a (?:little|bit)|say (?:it|that)(?: again)?|speak|talk|go|repeat (?:it|that)) )*(?:slower|more slowly|slowly)",
            r"slow down(?: a (?:bit|little))?",
            r"(?:not so|too|that's too|you're too|that was too) fast",
        ),
        "faster": (
            r"(?:you can )?(?:(?:a (?:little|bit)|speak|talk|go) )*faster",
            r"speed up(?: a bit)?",
        ),
        "repeat": (
            r"repeat(?: (?:that|it|this|yourself|the question|what you said|the last (?:bit|part|question)))?",
            r"say (?:that|it) again",
            r"come again",
            r"what did you (?:just )?say",
            r"(?:sorry )?what was (?:that|the question|your question)",
            r"(?:one|once) more(?: time)?",
            r"pardon(?: me)?",
            r"i (?:didn't|did not) (?:hear|catch|get) (?:that|you)",
            r"i missed (?:that|it|the (?:end|question|last bit))",
        ),
        "let-me-think": (
            r"(?:let|leave) me think(?: about (?:it|that|this))?(?: (?:for|a|just) .{1,20})?",
            rf"(?:just )?(?:give me|hold on|hang on|wait|just|i need){_TIME}?(?: to think)?",
            r"(?:give me|hold on|hang on|wait|just|i need) (?:a|one|some) (?:second|sec|minute|moment|bit|time)(?: to think)?",
            r"(?:one|a) (?:second|sec|minute|moment)",
            r"(?:hold on|hang on|wait|stop)",
            r"i'm (?:still )?thinking",
            r"i need to think(?: about (?:it|that|this))?",
            r"(?:i'm|i am) not (?:done|finished)(?: yet)?",
            r"not yet",
        ),
        "be-quiet": (
            r"(?:be quiet|quiet|hush|silence|shut up|stop talking)",
            r"(?:(?:just|only) listen|listen only|listen and say nothing)",
            r"no (?:more )?questions",
            r"(?:don't|do not) (?:talk|answer|reply|speak|say anything|interrupt)(?: (?:me|now|anymore))?",
            r"(?:no more|stop asking(?: me)?|enough) questions",
            r"be quiet (?:and|until) .{1,20}",
        ),
        "go-on": (
            r"(?:go on|go ahead|carry on|continue|proceed)(?: then)?",
            r"(?:it's |now it's )?your (?:turn|go)",
            r"over to you",
            r"you can (?:talk|speak|answer|go)(?: now)?",
            r"(?:i'm|i am) (?:done|finished)(?: (?:now|talking))?",
            r"i'm (?:all ears|listening)",
            r"what do you (?:think|say)",
        ),
        "answer-again": (
            r"answer (?:again|that again|differently)",
            r"try (?:that |it )?again",
            r"(?:give me |try )?(?:another|a different|a new) answer",
            r"say something (?:else|different)",
            r"(?:ask (?:me )?)?(?:another|a different|a new|the next) question",
            r"ask (?:me )?something (?:else|different)",
        ),
        "another-angle": (
            r"(?:(?:try|give me|take|let's try|from|show me) )?(?:another|a different|a new|a fresh) (?:angle|perspective|view|point of view)",
            r"look at (?:it|that|this) (?:differently|another way|from (?:another|a different) angle)",
            r"change (?:the )?(?:angle|perspective)",
        ),
        "recall": (r"what (?:did|have) i (?:say|said|tell you) (?:before|earlier|last time)",),
        "summary": (
            r"(?:(?:give me |can i have |do )?(?:a|the|a short|a quick|my|our) )?(?:summary|recap|roundup|round up)(?: so far| of (?:it|everything|that))?",
            r"(?:give me |do )?(?:summari[sz]e|recap|sum (?:it |that |things )?up)(?: (?:it|that|everything|so far|all that))*",
            r"what (?:have|do|did) (?:we|i|you) (?:got|have|get|noted|note|kept|said)(?: (?:so far|down|until now))?",
            r"where (?:were|are) we(?: so far)?",
            r"(?:read|list|tell)(?: me)?(?: back)? (?:the|my|our|all the) (?:ideas|notes)(?: back| so far)?",
            r"what are (?:the|my|our) ideas(?: so far)?",
        ),
        "pause": (
            r"pause(?: (?:it|here|now|everything|the walk|the recording|the session|for a (?:minute|second|moment|bit)))?",
            r"(?:let's )?take a break",
        ),
        "resume": (
            r"(?:resume|unpause|restart)(?: (?:the walk|the recording|the session|recording|now))?",
            r"(?:okay )?(?:i'm|we're) back",
            r"you can (?:talk|speak|answer) again",
            r"(?:talk|speak) to me again",
        ),
        "end": (
            rf"(?:(?:let's|let us|we can|we) )?(?:end|finish|stop|close|wrap up) {_WALK}",
            r"(?:i think )?(?:let's |let us |(?:we|i) (?:can|could|should|will) )?(?:stop|end|finish|leave it|wrap up|call it a day) (?:here|there|now)",
            rf"(?:let's |let us )?(?:end|finish|stop) {_WALK} (?:here|there|now)",
            r"(?:let's |let us )?call it a day",
            r"(?:that's|that is|that'll be) (?:all|it|enough)(?: for)? (?:today|now|this time)",
            r"(?:we're|we are) (?:done|finished)(?: (?:here|now|for today))?",
            r"(?:good ?bye|bye|bye bye)",
        ),
        "language": (
            r"(?:(?:speak|talk|switch to|change to|use|let's speak|let's switch to|switch|go on|continue|answer) )?(?:in(?:to)? )?(?P<about>french)",
            r"(?:(?:speak|talk|switch to|change to|use|let's speak|let's switch to|switch|go on|continue|answer) )(?:in(?:to)? )?(?P<about>english)",
        ),
        "technique": (
            r"(?:(?:let's|let us|can we|can you|we) )?(?:(?:do|try|play|be|use|take|give me|run|have|go with|apply|start with|find me|make) )?(?:(?:the|a|an|some|me an|me a) )?(?P<about>devil's advocate|devils advocate|five whys?|5 whys|how might we|scamper|analog(?:y|ies)|worst idea(?: first)?|pre ?mortem|critic's side|other side)(?: (?:on|for|about|with) (?:it|that|this))?",
            r"(?:now )?(?P<about>criti(?:cise|cize) (?:it|that|this))",
            r"(?P<about>(?:tell me )?what could go wrong)",
        ),
        "yes": (
            r"(?:yes|yeah|yep|sure|of course|do it|please do|go for it|absolutely|correct|right|confirm|i do|i am)(?: (?:please|thanks|do|do it|exactly|sure|go on|go ahead|it is|i'm sure|that's right|of course|i do|forget it))?",
            r"(?:okay|ok|alright)",
        ),
        "no": (
            r"(?:no|nope|nah|don't|do not|please don't|cancel|not really|better not)(?: (?:thanks|thank you|don't|do not|no|leave it|keep it|not that|i don't|wait|never mind))*",
            r"(?:leave it|keep it|never mind)",
        ),
    }
)

_OBJECTS = object_patterns(
    (
        (
            "recall",
            r"(?:and )?(?:what|when) (?:did|have|had) (?:i|we) (?:ever |already |just )?(?:say|said|talk|talked|think|thought|mention|mentioned|tell you|told you) (?:earlier |before |again )?(?:about|on|of) X",
        ),
        (
            "recall",
            r"(?:remind me|read me(?: back)?|find|tell me) what (?:i|we) (?:have |had )?(?:said|thought|told you) (?:about|on|of) X",
        ),
        (
            "recall",
            r"(?:have|did) i (?:ever )?(?:say|said|talk|talked|mention|mentioned)(?: (?:anything|something))? (?:about|of) X",
        ),
        (
            "recall",
            r"what (?:was|were) my (?:idea|ideas|thought|thoughts|note|notes) (?:about|on|for) X",
        ),
        (
            "repeat",
            r"(?:repeat|say again|tell me again|read back) (?:the (?:part|bit|thing|question|idea) (?:about|on|with)|what (?:you|we) said about) X",
        ),
        ("repeat", r"(?:repeat|read back|say) the X (?:part|bit|question)(?: again)?"),
        (
            "question-mark",
            r"(?:put|add|leave|stick) a question mark (?:on|next to|after|behind|by|against|to) X",
        ),
        ("question-mark", r"question mark (?:on|next to|after|behind|for) X"),
        ("question-mark", r"keep X (?:but |and )?(?:put|with) a question mark"),
        ("question-mark", r"mark X (?:as )?(?:uncertain|unsure|doubtful)"),
        ("as-question", r"(?:put|note|record|keep) X as (?:a|an open) question"),
        ("park", r"park X(?: (?:for now|for later|for the moment))(?: (?:that|it|we|i) .*)?"),
        ("park", r"(?:put|set|leave) X (?:aside|to one side|for later|on hold)"),
        ("park", r"park X"),
        ("drop", r"forget (?:everything |all |what )?(?:that )?i (?:just )?said about X"),
        ("drop", r"(?:take|leave) X (?:back|out)"),
        (
            "drop",
            r"(?:drop|scrap|scratch|withdraw|ditch|bin|delete|remove|forget)(?: about)?(?: the idea of)? X",
        ),
        ("keep", r"(?:keep|hold on to|hang on to) X"),
        ("let-me-think", r"let me think about X"),
        ("technique", r"(?:do|try|play|be) (?:the )?(?:devil's advocate) (?:on|about|for|with) X"),
    )
)

GRAMMAR = Grammar(
    whole=_WHOLE,
    objects=_OBJECTS,
    noting=re.compile(
        r"(?:(?:note to self|note|make a note|take a note|write|write down|note down|jot down)"
        r"(?: (?:that|this|down that|of this))?(?=$| )"
        r"|remember that(?= (?:the|a|an|we|i|it|they|he|she|my|our|you|there|no) ))"
    ),
    fillers=frozenset(
        """actually ah alright and anyway but er erm fine hey hm nah hmm maybe no now oh ok okay
        please promenade right so sorry thanks then uh um well yeah yes yep cool great
        """.split()
    ),
    courtesies=re.compile(
        r"^(?:(?:can|could|would|will) (?:you|we) (?:please )?|i'd like (?:you )?to |i want you to |"
        r"(?:let's|let us) |i want to |i'd rather |"
        r"you know what |thank you |all right |go and )|"
        r"(?: (?:(?:for|just) (?:a|one) (?:(?:little|short) )?(?:while|bit|minute|moment|second)|"
        r"for the moment|for me|for now|thank you|would you|will you|if you can|all right|right now))$"
    ),
    blockers=frozenset(
        """i you we they he she it who which what people everyone everybody somebody someone nobody
        to not never don't doesn't didn't won't can't cannot couldn't shouldn't wouldn't should could
        can must will would might may shall i'll we'll they'll he'll she'll you'll it'll i'd we'd
        they'd he'd she'd you'd that'd that'll said says say told tell tells saying asked ask asks
        called the a an this my your our their his her its if when where because while or than about
        of for with from by in on at into let lets make makes made help helps help always often
        usually sometimes still simply and the's gonna wanna did do does why how is are was were be
        been being am i'm we're they're he's she's have has had or ,
        """.split()
    ),
    others=re.compile(
        r"^(?:\w+ )?(?:sit|stay|heel|fetch)$|\b(?:leave it|good (?:boy|girl|dog)|bad dog|come here|come on boy|"
        r"sweetheart|darling|honey|kids|guys|mum|mummy|dad|daddy|sir|madam|excuse me|"
        r"that's the dog|the dog|doggy|puppy|watch out|mind the)\b"
    ),
    vocative_safe=frozenset(
        """good nice perfect excellent lovely brilliant exactly true agreed interesting hello hi
        """.split()
    ),
    rewrites={"ok": "okay", "lets": "let's", "dont": "don't", "whats": "what's", "recaps": "recap"},
    determiners=frozenset("the that this those these my our".split()),
    object_stops=frozenset(
        """it small big simple open closed said says told asked because so but when if then until while who which should could would can will must might
        is are was were be isn't aren't wasn't won't can't couldn't and or to by at in into from
        off over for every everyone everything anything nothing all mind me you them him her us track
        going doing talking thinking it's that's we're they're there's out up down open closed
        """.split()
    ),
)
