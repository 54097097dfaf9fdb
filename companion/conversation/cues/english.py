"""What an utterance does, by its words, in English."""

from __future__ import annotations

import re

from companion.conversation.cues.shape import Cues, anywhere, opening, reporting

CUES = Cues(
    proposes=anywhere(
        r"(?:we|you|they|i|people|someone|somebody|one|it|he|she) (?:could|might|should|can)",
        r"(?:the|my|our|a|an|every|each|one|some|this|your) "
        r"(?:(?!the\b|a\b|my\b|they\b|we\b|i\b|it\b|and\b|but\b)\w+ ){1,3}(?:could|might)",
        r"(?:we|they|you|everybody|everyone|people|each \w+|every \w+) would "
        r"(?!be\b|say\b|think\b|know\b|never\b|not\b|rather\b|like\b|love\b|have to\b)\w+",
        r"what (?:i|we) (?:want|need|would like|would do|really want) is",
        r"what (?:i|we) (?:might|could|can|will|would|may) (?:do|try|use|have|make|say) is",
        r"what if",
        r"(?:my|the|an|another|one) (?:first |other |next |big |little |whole )?(?:idea|thought|plan|dream) (?:is|was|would be|might be)",
        r"i (?:was|am|'m|had been) thinking (?:of |about |that |maybe )?(?:a|an|the|we|of|about|some)",
        r"i'm thinking (?:of|about|we|a|some|maybe)",
        r"i (?:had|have) (?:in mind|an idea|this idea|a feeling)",
        r"(?:i'd|i would|we'd|we would|you'd|you would|they'd|i) (?:like|love|rather|need) (?:to (?!think|talk|know|say|see|understand|look)|a |an |the |some )\w+",
        r"i want (?:to (?!think|talk|know|say|see|understand|be clear|look)|a |an |the |it |them |people )\w+",
        r"(?:you'd|we'd|they'd|you would|we would) (?:have|get|use|start|put|make|ask|give|need|pay|only need) (?:a|an|the|some|one|two|three|them|people)",
        r"(?:maybe|perhaps|possibly) (?!(?:not|i|that's|it's|nothing|yes|no|so)\b)\w+",
        r"(?:i'd|i would|we'd|we would) rather (?!not\b|be\b|hear\b|say\b|think\b|know\b|talk\b)\w+",
        r"(?!this\b|always\b|perhaps\b|things\b)\w{3,}[^s\W]s (?:could|might)",
        r"(?:the|my|our|each|every) (?!\w+ and\b)(?:\w+ ){1,2}should (?!have\b|know\b|be (?:fine|good|okay|enough|able)\b)\w+",
        r"(?:let's|let us|how about|why not|why don't we|imagine|suppose|picture) \w+",
        r"instead of",
        r"(?:there|it) (?:could|should|might|would) be (?:a|an|some|one|more)",
        r"(?:would be|that'd be|that's|it's) (?:an idea|one idea|the idea)",
        r"(?:i'm|we're|i am|we are) (?:going to|gonna) \w+",
        r"(?:somebody|someone|people|we|it|they|you) (?:ought to|has to|have to|needs? to|must)",
        r"(?:it|that|this) (?:can't|must not|mustn't|shouldn't|has to|should|must) \w+",
        r"rule (?:one|two|three|number)",
        r"(?:it|that|this|we|they|you|there|i)(?:'d| would) (?:also |then |just )?(?:have to|need to|be (?:better|nice|fun|good|great|enough) (?:if|to))",
        r"i(?:'d| had|'ve| have)? (?:also )?(?:thought|dreamt|dreamed) (?:of|about) (?:a|an|the|some|\w+ing)",
        r"(?:every|each) (?!of\b|is\b|was\b|time\b|day\b|week\b|month\b|year\b)\w+ \w+s (?:a|an|one|the|its|their|his|her|two|three|what)",
    ),
    offers=opening(
        r"(?:by |through |or |with |like )?"
        r"(?!being|going|doing|thinking|saying|talking|speaking|looking|coming|trying|feeling|according|"
        r"including|regarding|something|nothing|everything|anything|morning|evening|during|having said)"
        r"\w{2,}ing (?:up |out |down )?(?:a|an|the|some|people|them|everyone|every|each|our|your|their|fewer|more|\w+s)\b",
        r"(?:make|build|put|use|give|let|offer|create|open|pick|add|turn|start|set up|invite|pay|teach|share|"
        r"show|sell|send|swap|combine|introduce|encourage|organise|organize|hold|run|launch|hang|paint|"
        r"plant|lend|collect|print|record|write|ask|replace|ban|charge|hire|train|get rid of|bring) "
        r"(?!it\b|me\b|that\b|this\b|up\b|on\b|in\b|down\b|out\b|off\b|away\b|back\b)\w+ \w+",
        r"(?:a|an|one|another) (?!thing|lot|bit|few|couple|friend|man|woman|minute|second|moment|hundred|"
        r"thousand|little bit|good (?:one|point|idea)|day|week|year|time|great many|kind|sort|way)\w+"
        r"(?:[ -][\w']+){0,3} (?:a (?:day|week|month|year)|for|in|on|at|with|per|every|each|where|that|which|of|to|and)\b",
    ),
    denies=anywhere(
        r"\w+n't",
        r"not",
        r"never",
        r"nobody",
        r"no one",
        r"nothing",
        r"was",
        r"were",
        r"is",
        r"are",
        r"said",
        r"had",
        r"did",
        r"told",
        r"used to",
        r"last (?:week|year|month|time)",
        r"ago",
        r"yesterday",
    ),
    evaluates=anywhere(
        r"(?:it|that|this|which|they|he|she) (?:might|may|could|would|should|can)(?: just| also| well)? (?:be|have been|go|feel|look|sound|seem)(?! (?:a|an|some|one)\b)",
        r"(?:the|my|our|a|an|this|your) (?:\w+ ){1,3}(?:might|may|could)(?: just| also| well)? "
        r"(?:be|go|feel|look|sound|seem)(?! (?:a|an|some|one)\b)",
        r"i (?:could|might|can|can't|couldn't) (?:see|hear|imagine|understand|live|say|be wrong)",
        r"(?:i'm|i am) not sure",
        r"you (?:can|could|might) (?:see|say|hear|tell|imagine)",
    ),
    reports=reporting(
        r"(?:he|she|they|people|everybody|everyone|somebody|someone|some|others|"
        r"(?:my|our|his|her|their|the|a|an|one of (?:my|our|the)|some|that|this) (?:(?!(?:i|we|could|should|might|can|will|must|to)\b)[\w']+ ){0,3}(?!(?:i|we|you|who|that|could|should|might|can|will|must|to)\b)[\w']+|"
        r"(?!(?:i|we|you|it|that|this|which|what|who|there|one|and|but|so|or|if|when|as|never|always|also|just|which)\b)\w{3,})",
        r"(?:just |always |still |also |keeps? |kept )?(?:says?|said|saying|thinks?|wants?|wanted|suggests?|suggested|"
        r"suggesting|reckons?|reckoned|insists?|insisted|claims?|claimed|proposes|proposed|believes|prefers|preferred|"
        r"advised|advises|tells? (?:me|us)|told (?:me|us)|telling (?:me|us)|asks? (?:me|us)|asked (?:me|us)|"
        r"would (?:like|love|prefer|rather|say))",
        r"but|so|and (?:i|we)|i (?:think|guess|want|prefer|would rather)|i'd rather|myself|personally|"
        r"because|whereas|(?:and )?maybe",
    ),
    fears=anywhere(
        r"(?:my|the|our|one|another) (?:only |real |big |biggest |main |first |other )?"
        r"(?:worry|fear|concern|risk|problem|danger|trouble|difficulty|obstacle|catch|hard part|"
        r"weak point|weakness) (?:is|was|would be|with)",
        r"(?:there is|there's|there are) (?:a|an|some|the|always a|also a|still a) "
        r"(?:real |big |huge |small |certain |serious )?(?:risk|danger|problem|worry|catch)",
        r"i(?:'m| am) (?:a bit |quite |really |very |so |mostly |just |also )?"
        r"(?:worried|afraid|scared|nervous|anxious)",
        r"i (?:worry|fear)",
        r"what (?:worries|scares|bothers|frightens|troubles|stops) (?:me|us)",
    ),
    plans=anywhere(
        r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|"
        r"(?:this|next) (?:week|weekend|evening|month|time|spring|summer|autumn|winter)) "
        r"(?:morning |evening |afternoon )?(?:i|we)(?:'ll| will|'m going to| am going to| can| want to)",
        r"(?:i'll|i will|we'll|we will) (?!see\b|be\b|have\b|never\b|not\b|always\b|say\b|think\b)\w+",
        r"(?:we|i|let's|i'd|we'd) (?:start|begin|try|test) (?:with|by|on|in|it)",
        r"(?:the|my|a|our) (?:very )?(?:first|next) (?:step|thing to do) (?:is|would be)",
    ),
    contrasts=anywhere(
        r"on (?:the )?one hand",
        r"on the other hand",
        r"either \w+(?: \w+){0,6} or",
        r"torn between",
        r"(?:can't|cannot|won't) (?:have|do) both",
        r"(?:i|we) (?:want|like|need) both",
        r"both (?:at once|at the same time)",
    ),
    doubts=anywhere(
        r"(?:i'm |i am )?not (?:so |really |too |entirely |quite )?(?:sure|certain|convinced)",
        r"(?:worry|worries|worried|afraid|wary|risk|risky|problem|trouble|danger|too (?:tight|expensive|hard|late|much|many|slow|big|small|complicated))",
        r"(?:won't|wouldn't|doesn't|don't|didn't|can't) (?:work|last|fit|help|hold|scale|tell|have(?! to))",
        r"(?:but|although|though|except|unless|however)",
        r"(?:fail|fails|failed|broke|breaks|stopped|worse|wrong|silly|clubby|fined|cost|costs)",
    ),
    takes_back=re.compile(
        r"^(?:(?:no|actually|okay|well|hmm|um|right|so|sorry|wait|and|you know what|on second thoughts?) )*"
        r"(?:(?:forget|scrap|drop|ditch|scratch|cancel)(?: about)?(?: what i (?:just )?said about| the idea of)? (?:the|that|those|my|this) (?P<about>\w+(?: \w+){0,3})"
        r"|i(?:'ve| have)? (?:take|took|taken) (?:it|that) back|i (?:take back|withdraw|give up on|give up) (?:the|that|those|my) (?P<back>\w+(?: \w+){0,3})|i(?:'ve| have)? changed my mind(?: about (?:the )?(?P<mind>\w+(?: \w+){0,2}))?"
        r"|(?:scrap|forget|drop) (?:that|it)|on second thoughts? no|actually no no?)(?:$| )"
    ),
    takes_up=anywhere(
        r"^(?:(?:oh|okay|hmm|um|well|ah|huh) )*(?:yes|yeah|yep|exactly|right|absolutely|true|sure)",
        r"(?:that's|that is|oh that's) (?:\w+ )?(?:nice|good|clever|lovely|great|it|right|brilliant|true|smart|neat|interesting)",
        r"i (?:really |quite |do )?(?:love|like) (?:that|it|this)",
        r"(?:that|it) does (?:solve|help|work)",
        r"(?:that|it) could be (?:good|nice|it|great)",
        r"(?:good|nice|great|fair) (?:point|idea|one)",
    ),
    agrees=anywhere(
        r"(?:he|she|they|it|that)(?:'s| is|'re| are| was| were) (?:probably |quite |so |absolutely |maybe )?right",
        r"(?:and |which )?(?:i|we) (?:do |quite |totally |really )?(?:agree|like (?:that|it|the idea)|love (?:that|it|the idea))",
        r"(?:so do|so would) (?:i|we)",
        r"(?:me|us) too",
    ),
    rejects=anywhere(
        r"^(?:(?:oh|okay|hmm|um|well|ah) )*(?:no|nah|nope|not really)",
        r"(?:the opposite of|i don't (?:like|want) (?:that|it|this)|i don't (?:think|know that) (?:that|it|they|this)|i hate)",
        r"(?:that|it|they) (?:won't|wouldn't|doesn't|don't) work",
        r"i (?:don't|do not) think so",
        r"(?:not for (?:me|us)|no way|out of the question|i'd rather not|rather not|i'm (?:not having|against) (?:that|it))",
        r"(?:leave|skip|forget|drop) (?:that|this|it)(?: one)?(?: out)?",
        r"(?:oh|hmm|um|well|honestly|god) (?:no|nope|never)",
        r"(?:i|we|they|she|he|somebody|people)(?:'ve| have|'d| had)? (?:already |all )?(?:tried|had|did|done) (?:that|it|this|exactly that)",
        r"(?:would|will|could|can|'d|'ll) never",
        r"(?:nobody|no one|no-one) (?:would|will|wants?|wanted|comes?|came|does|did|has|ever|is going to)",
        r"(?:that|it|this)(?:'s| is| was| would be)(?: just| exactly| really)? (?:not (?:me|us|it|the point|what i)|beside the point|"
        r"what (?:i|we) (?:want to avoid|don't want|can't stand|left|hate)|(?:way |far |much )?too \w+)",
        r"(?:i|we) (?:can't|couldn't|cannot|could never) (?:afford|imagine|stand|bear|see (?:myself|us|that|it))",
        r"(?:with what|where would|where do|who would pay|who has the) (?:\w+ )?(?:money|time|energy|people)?",
        r"over my dead body",
        r"(?:that|it)(?:'d| would) (?:kill|ruin|spoil|break|defeat|cost (?:a fortune|too much))",
        r"(?:i'm|we're|i am|we are) (?:sick|tired|fed up|done) (?:of|with)",
    ),
    shares=anywhere(
        r"half of (?:that|it)(?:'s| is) yours",
        r"(?:we|you and i) (?:made|found|built|came up with) (?:that|it|this) together",
        r"(?:part|some|half) of (?:that|it|this) (?:was|is) (?:yours|your idea)",
    ),
    moves_about=anywhere(
        r"cross(?:ing)? the road",
        r"is this thing on",
        r"(?:leaving|left) the house",
        r"hang on",
        r"hold on",
        r"excuse me",
        r"(?:mind|watch) (?:the|out)",
        r"turning round",
        r"turning (?:left|right|back)",
        r"(?:it's )?starting to (?:rain|spit|snow)",
        r"i'm (?:at|on|by|near|going to sit|walking|going up|going down|back at|nearly home)",
        r"can you hear me",
        r"(?:good morning|hello|hi there|sorry that's)",
        r"testing",
        r"(?:that's|it's) the dog",
        r"traffic lights?",
        r"let me (?:cross|tie|find|sit|get past)",
        r"(?:a |an )?(?:car|bike|bus|lorry|van) (?:is )?(?:coming|passing)",
        r"stairs here",
    ),
    invites=anywhere(
        r"(?:give|tell|offer) me (?:an?|one|your|another|some) (?:idea|ideas|suggestion|suggestions|example|thought)",
        r"(?:do|have) you (?:have |got )?(?:an?|any|one) (?:idea|ideas|suggestion|suggestions|thoughts?)",
        r"what (?:would|do) you (?:do|suggest|propose|recommend)",
        r"(?:oh )?go on one",
        r"any ideas",
    ),
    suggests=anywhere(
        r"(?:you|we|they|someone|people) could",
        r"what if",
        r"how about",
        r"one possibility",
        r"have you (?:considered|thought of|tried)",
        r"perhaps",
        r"maybe",
        r"could (?:the|a|an|vouch|be|go|use)",
        r"why not",
        r"imagine",
        r"suppose",
        r"instead of",
        r"you might",
        r"could also",
    ),
    reasons=anywhere(r"because", r"since"),
    goes_on=opening(
        r"and",
        r"so",
        r"because",
        r"like",
        r"then",
        r"with",
        r"you (?:get|join|know|just|don't)",
        r"that (?:would|way|means)",
        r"which",
        r"it (?:would|solves|means)",
        r"or",
        r"where",
        r"plus",
        r"also",
        r"they",
        r"for",
    ),
    rosy=anywhere(
        r"(?:great|perfect|brilliant|amazing|wonderful|fantastic|love|lovely|awesome|easy|obviously|definitely|everyone (?:will|would|wants|loves)|everybody (?:will|would|wants|loves)|excellent|no problem|best)",
    ),
    grieves=anywhere(
        r"(?:my|our|his|her) \w+ (?:\w+ )?(?:died|is dead|passed away|is dying|killed (?:himself|herself)|has cancer|had a stroke)",
        r"(?:since|when|after|before) (?:he|she|they|my \w+|dad|mum|mom) (?:died|passed away|was buried)",
        r"i (?:really |still |just |do )?miss (?:him|her|them|my (?!train|bus|stop)\w+)",
        r"(?:funeral|grief|grieving|mourning|miscarriage|hospice|(?:dad|mum|mom)'s grave)",
        r"i (?:cried|was crying|can't stop crying|keep crying)",
        r"i(?:'m| am|'ve been| feel| felt) (?:so |very |really |just |a bit )*(?:lonely|alone|heartbroken|ashamed|depressed|devastated|desperate|numb)",
        r"(?:he|she|my (?:wife|husband|partner|girlfriend|boyfriend)) (?:left|has left|is leaving) me",
    ),
    fillers=re.compile(
        r"(?:\b(?:um+|uh+|erm*|hmm*|you know|i mean|sort of like)\b,? ?)", re.IGNORECASE
    ),
    leads=re.compile(
        r"^(?:(?:okay|ok|right|yeah|yes|so|well|and|um|uh|hmm|oh|ah|wait|actually|anyway|like|no|now|then|also)\b[,. ]*)+",
        re.IGNORECASE,
    ),
)
