"""What stands around a spoken command in English, and what makes it part of a sentence."""

from __future__ import annotations

import re

NOTING = (
    "note (this|that) down", "(write|jot) (this|that) down", "note that", "note down that", "note this", "note down", "write down [that|this]", "write that",
    "jot down [that|this]", "make a note [that|of this|of the fact that]", "take a note [that]",
    "note to self [that]", "put down that", "remember that CLAUSE", "record that", "add to (the list|my notes) [that]",
    "note",
)  # fmt: skip

REQUESTS = (
    "[and|so] (can|could|would|will) (you|we) [please|maybe|perhaps|kindly|possibly|quickly|also|now]",
    "(i'd like|i would like|i want|i need|i'd love) [for] [you] to",
    "(i'd rather|i'd prefer) [you]",
    "(i was|i'm) wondering if you could", "do you think you could", "(is it possible|any chance) [for you] to",
    "(would|do) you mind", "let's [maybe|try to]", "let us", "(how|what) about we", "why don't (you|we)",
    "shall we", "feel free to", "be so kind as to", "go ahead and", "go and", "please",
    "i'd appreciate it if you could", "try to", "make sure (you|to)",
)  # fmt: skip

ASSERTIONS = ("you (can|could|may) [now]", "you'll", "now you can", "it's time to", "time to")

ADDRESSES = ("you",)

PROMISES = (
    "(we|i) (can|could|will) [maybe]", "(we'll|i'll)", "(i'm|we're) (going to|gonna)",
    "(i think|i guess) (we|i) (can|could|will|should)", "i think (i'll|we'll)", "(i|we) want to",
)  # fmt: skip

_GOOD = "(good|nice|great|clever|lovely|brilliant|smart|neat|fine|fun|interesting|true|important|bad|perfect|better|it|enough|wonderful|useful|silly|stupid|rubbish|wrong|tricky|hard)"

REMARKS = (
    f"(that's|it's|this is|that is) [not|actually|really|a|quite|so|pretty|such a|rather|very|too] {_GOOD} [one|idea|point|thought]",
    f"{_GOOD} (one|point|idea|thought|thinking)",
    "i [really|quite|do|don't] (like|love|hate) (it|that|this) [one|idea]",
    "(i've changed|i changed) my mind", "on (second thoughts|reflection|balance)", "you know what",
    "[that's] not what i (asked|meant|said)", "i'm not sure about (that|this|it) [one]",
    "(thank you|all right|of course|no wait|my mistake|not bad|never mind|to be honest|come on)",
    "now that i think (about it|of it)",
)  # fmt: skip

REASONS = (
    "(i'm|i am|we're|we are) (at|in|on|by|going|about|crossing|getting|stopping|meeting|just|nearly)",
    "i (have to|need to|must|'ve got to|want to|'ll just)", "i've got (to|a|my|someone|somebody)",
    "(there's|there is) (someone|somebody|a|my)", "(someone's|somebody's|my \\S+) (coming|calling|ringing)",
)  # fmt: skip

TAILS = (
    "please", "thanks", "thank you", "for (me|us)", "(for|just) (a|one) [little|short] (while|bit|minute|moment|second|sec)",
    "for (now|the moment|the time being|today)", "(would|will|could|can) you", "if you (can|could|don't mind|would|like|please|will)",
    "(right|just) now", "now", "then", "all right", "alright", "okay", "actually", "instead",
    "before i forget", "while i (think of it|remember)", "that's important", "it's important", "if possible",
    "real quick", "quickly", "promenade", "too", "as well", "though", "will you please", "yeah", "mate",
)  # fmt: skip

FILLERS = frozenset(
    """actually ah alright and anyway but er erm fine hey hm nah hmm maybe no now oh ok okay mm mhm
    please promenade right so sorry thanks then uh um well yeah yes yep cool great oops wait just yup
    definitely absolutely ooh aha perhaps also gosh exactly like
    """.split()
)

CLOSERS = frozenset("please promenade thanks sorry um uh er erm hm hmm mm okay yeah yes".split())

BLOCKERS = frozenset(
    """i you we they he she it who which what people everyone everybody somebody someone nobody
    to not never don't doesn't didn't won't can't cannot couldn't shouldn't wouldn't should could
    can must will would might may shall i'll we'll they'll he'll she'll you'll it'll i'd we'd
    they'd he'd she'd you'd that'd that'll said says say told tell tells saying asked ask asks
    called the a an this my your our their his her its if when where because while or than about
    of for with from by in on at into let lets make makes made help helps always often ever
    usually sometimes still simply 's gonna wanna did do does doing why how is are was were be
    being been am i'm we're they're he's she's have has had or only even anything something nothing
    """.split()
)

NEGATIONS = frozenset(
    "not never don't doesn't didn't can't cannot won't shouldn't wouldn't couldn't isn't".split()
)

PLAIN_NEGATIVES = ("not bad", "why not", "not now", "not sure")

OTHERS = re.compile(
    r"^(?:\w+ )?(?:sit|stay|heel|fetch)$|\b(?:leave it|good (?:boy|girl|dog)|bad dog|come here|come on boy|"
    r"sweetheart|darling|honey|kids|guys|mum|mummy|dad|daddy|sir|madam|excuse me|"
    r"that's the dog|the dog|doggy|puppy|watch out|mind the)\b"
)

VOCATIVE_SAFE = frozenset(
    "good nice perfect excellent lovely brilliant exactly true agreed interesting hello hi".split()
)

DETERMINERS = frozenset("the that this those these my our your".split())

OBJECT_STOPS = frozenset(
    """it small big simple open closed said says told asked because so but when if then until while
    who which should could would can will must might is are was were be isn't aren't wasn't won't
    can't couldn't and or to by at in into from off over for every everyone everything anything
    nothing all mind me you them him her us track going doing talking thinking it's we're they're
    there's out up down
    """.split()
)
