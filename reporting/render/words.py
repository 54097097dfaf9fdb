"""Every word of a document that is ours, in both languages.

What people said never comes from here, and nothing here asserts anything about it.
"""

from __future__ import annotations

from models.language import Language, Phrase

WORDS: dict[str, Phrase] = {
    "account": Phrase("Account", "Compte rendu"),
    "ideas": Phrase("Ideas", "Idées"),
    "swot": Phrase("SWOT synthesis", "Synthèse SWOT"),
    "minutes": Phrase("Minutes", "Relevé de décisions"),
    "themes": Phrase("Main themes", "Thèmes principaux"),
    "object": Phrase("Object", "Objet"),
    "strengths": Phrase("Strengths", "Forces"),
    "weaknesses": Phrase("Weaknesses", "Faiblesses"),
    "opportunities": Phrase("Opportunities", "Opportunités"),
    "threats": Phrase("Threats", "Menaces"),
    "strengths_axis": Phrase("helpful · inside, now", "favorable · interne, aujourd’hui"),
    "weaknesses_axis": Phrase("harmful · inside, now", "défavorable · interne, aujourd’hui"),
    "opportunities_axis": Phrase("helpful · outside or to come", "favorable · externe ou à venir"),
    "threats_axis": Phrase("harmful · outside or to come", "défavorable · externe ou à venir"),
    "controversies": Phrase("Controversies", "Controverses"),
    "open_questions": Phrase("Open questions", "Questions ouvertes"),
    "nothing": Phrase(
        "Nothing explicit in the recording.", "Rien d’explicite dans l’enregistrement."
    ),
    "decisions": Phrase("Decisions", "Décisions"),
    "actions": Phrase("Actions", "Actions"),
    "questions": Phrase("Questions", "Questions"),
    "what": Phrase("What", "Quoi"),
    "who": Phrase("Who", "Qui"),
    "when": Phrase("When", "Quand"),
    "occasion": Phrase("Occasion", "Rencontre"),
    "where": Phrase("Where", "Où"),
    "not_stated": Phrase("not stated", "non précisé"),
    "next_steps": Phrase("Next steps the walker named", "Suites que le promeneur a nommées"),
    "idea_map": Phrase("Map of the ideas", "Carte des idées"),
    "kept": Phrase("Kept and open", "Gardées et ouvertes"),
    "set_aside": Phrase("Parked or withdrawn", "Mises de côté ou retirées"),
    "status_open": Phrase("open", "ouverte"),
    "status_kept": Phrase("kept", "gardée"),
    "status_uncertain": Phrase("uncertain", "incertaine"),
    "status_parked": Phrase("parked", "mise de côté"),
    "status_withdrawn": Phrase("withdrawn", "retirée"),
    "origin_walker": Phrase("the walker’s", "du promeneur"),
    "origin_companion": Phrase("the companion’s", "du compagnon"),
    "origin_both": Phrase("grown between the two", "née à deux"),
    "tie_builds-on": Phrase("builds on", "prolonge"),
    "tie_contradicts": Phrase("contradicts", "contredit"),
    "tie_echoes": Phrase("echoes", "fait écho à"),
    "tie_same": Phrase("is the same as", "est la même que"),
    "earlier_walk": Phrase("an earlier walk", "une promenade précédente"),
    "ties": Phrase("Links", "Liens"),
    "changes": Phrase("What has changed", "Ce qui a changé"),
    "then": Phrase("Then", "Alors"),
    "now": Phrase("Now", "Maintenant"),
    "omissions": Phrase("What this document leaves out", "Ce que ce document ne dit pas"),
    "no_omissions": Phrase(
        "Every theme of the recording has its place above, and no long passage goes unquoted.",
        "Chaque thème de l’enregistrement a sa place ci-dessus, et aucun long passage n’est sans citation.",
    ),
    "quotations": Phrase("The quotations and their place", "Les citations et leur place"),
    "quotations_intro": Phrase(
        "Each was copied from the transcript by the program; the number leads here from the text.",
        "Chacune a été recopiée de la transcription par le programme ; "
        "le temps cité dans le texte mène ici.",
    ),
    "audit": Phrase("What was checked", "Ce qui a été vérifié"),
    "making": Phrase("How this was made", "Comment ce document a été fait"),
    "verified": Phrase("Quotations found word for word", "Citations retrouvées mot à mot"),
    "claims": Phrase("Statements with evidence", "Affirmations avec preuve"),
    "read": Phrase("Passages read", "Passages lus"),
    "dropped": Phrase("Proposals dropped, nothing said it", "Propositions écartées, sans preuve"),
    "withheld": Phrase("Passages kept off the record", "Passages laissés hors du compte rendu"),
    "redacted": Phrase("People left out at their request", "Personnes retirées à leur demande"),
    "critical": Phrase("Critical statements", "Propos critiques"),
    "favourable": Phrase("Favourable statements", "Propos favorables"),
    "critics_kept": Phrase(
        "criticism {talk} of the talk, {here} here", "critiques {talk} de l’échange, {here} ici"
    ),
    "in_talk": Phrase("in the talk", "dans l’échange"),
    "in_report": Phrase("in this document", "dans ce document"),
    "speaker": Phrase("Speaker", "Voix"),
    "share_talk": Phrase("Share of the talk", "Part de l’échange"),
    "share_report": Phrase("Share of the quotations", "Part des citations"),
    "shares": Phrase(
        "Who speaks in the talk and who is quoted", "Qui parle dans l’échange, qui est cité"
    ),
    "balance": Phrase(
        "Critical and favourable, in the talk and here", "Critique et favorable, là-bas et ici"
    ),
    "uncertain": Phrase(
        "Passages the recogniser was unsure of", "Passages dont la reconnaissance doutait"
    ),
    "warnings": Phrase("To watch", "À surveiller"),
    "state_verbatim": Phrase("word for word", "mot à mot"),
    "state_cleaned": Phrase(
        "hesitations left out, marked […]", "hésitations retirées, marquées […]"
    ),
    "state_paraphrase": Phrase("paraphrase, not a quotation", "paraphrase, non citation"),
    "state_reworded": Phrase(
        "reworded by the speaker before publication", "reformulé par son auteur avant publication"
    ),
    "approved": Phrase("approved by the speaker", "approuvé par son auteur"),
    "reviewer_reworded": Phrase("reworded by the reviewer", "reformulé à la relecture"),
    "original": Phrase("What was said", "Ce qui a été dit"),
    "original_line": Phrase("As generated", "Tel que généré"),
    "in_fr": Phrase("said in French", "dit en français"),
    "in_en": Phrase("said in English", "dit en anglais"),
    "unsure": Phrase("the recogniser doubted a word", "la reconnaissance doutait d’un mot"),
    "hedged": Phrase("said with a reservation", "dit avec réserve"),
    "says_too": Phrase("{n} other statement agrees", "{n} autre propos va dans ce sens"),
    "say_too": Phrase("{n} other statements agree", "{n} autres propos vont dans ce sens"),
    "contradicts": Phrase("{n} statement contradicts it", "{n} propos le contredit"),
    "contradict": Phrase("{n} statements contradict it", "{n} propos le contredisent"),
    "against": Phrase("Against", "À l’inverse"),
    "context": Phrase("In context", "Dans son contexte"),
    "listen": Phrase("listen at {time}", "écouter à {time}"),
    "place": Phrase("see the quotation at {time}", "voir la citation à {time}"),
    "contents": Phrase("Contents", "Sommaire"),
    "skip": Phrase("Go to the text", "Aller au texte"),
    "participants": Phrase("With", "Avec"),
    "recording": Phrase("Recording", "Enregistrement"),
    "recordings": Phrase("Recordings", "Enregistrements"),
    "consent": Phrase("Consent", "Consentement"),
    "consent_verbal": Phrase("given aloud", "donné de vive voix"),
    "consent_written": Phrase("given in writing", "donné par écrit"),
    "consent_notice": Phrase("people were told beforehand", "les personnes ont été prévenues"),
    "consent_own-voice": Phrase("one’s own voice", "sa propre voix"),
    "consent_unattested": Phrase("not attested", "non attesté"),
    "consent_told": Phrase("They were told", "Il leur a été dit"),
    "engine_ear": Phrase("Engines", "Moteurs"),
    "chat_model": Phrase("Chat model", "Modèle de dialogue"),
    "no_chat_model": Phrase("none", "aucun"),
    "prompts": Phrase("Prompts", "Consignes"),
    "tool": Phrase("Program", "Programme"),
    "digest": Phrase("Fingerprint of the transcript", "Empreinte de la transcription"),
    "review": Phrase("Review", "Relecture"),
    "not_reviewed": Phrase(
        "Nobody has reviewed this document yet.", "Personne n’a encore relu ce document."
    ),
    "reviewed": Phrase("{n} line reviewed by {who}", "{n} ligne relue par {who}"),
    "reviewed_many": Phrase("{n} lines reviewed by {who}", "{n} lignes relues par {who}"),
    "reviewed_on": Phrase(" on {day}", " le {day}"),
    "ai_none": Phrase(
        "Transparency: a program chose and arranged these words from a transcript made by machine; "
        "no chat model wrote any of it.",
        "Transparence : un programme a choisi et disposé ces mots d’après une transcription faite "
        "par une machine ; aucun modèle de dialogue n’en a rédigé une ligne.",
    ),
    "ai_model": Phrase(
        "Transparency: an artificial intelligence ({model}) helped to choose what stands here; a "
        "program copied every word of it from the transcript and checked it.",
        "Transparence : une intelligence artificielle ({model}) a aidé à choisir ce qui figure "
        "ici ; un programme en a recopié chaque mot de la transcription et l’a vérifié.",
    ),
    "ai_wrote": Phrase(
        "Transparency: an artificial intelligence ({model}) helped to choose what stands here and "
        "wrote {n} of its sentences, labels and headings; a program held each word of them against "
        "what was said, and copied every quotation from the transcript.",
        "Transparence : une intelligence artificielle ({model}) a aidé à choisir ce qui figure ici et "
        "a rédigé {n} de ses phrases, intitulés et titres ; un programme en a confronté chaque mot à "
        "ce qui a été dit et a recopié chaque citation de la transcription.",
    ),
    "ai_translated": Phrase(
        " It also translated {n} quotations; code cannot prove a translation.",
        " Elle a aussi traduit {n} citations ; un programme ne peut prouver une traduction.",
    ),
    "read_by_model": Phrase(
        "Passages the chat model read and answered for",
        "Passages lus par le modèle, avec réponse",
    ),
    "by_model": Phrase(
        "Wordings of the chat model: kept, refused",
        "Formulations du modèle : gardées, refusées",
    ),
    "translated": Phrase("machine translation", "traduction automatique"),
    "ai_typed": Phrase(
        "Transparency: a program chose and arranged these words from the transcript it was given; "
        "no chat model wrote any of it.",
        "Transparence : un programme a choisi et disposé ces mots d’après la transcription qui lui "
        "a été donnée ; aucun modèle de dialogue n’en a rédigé une ligne.",
    ),
    "editors_note": Phrase("Editor’s text", "Texte de la rédaction"),
    "sound_embedded": Phrase(
        "{n} passages can be heard in this page ({size}).",
        "{n} passages s’écoutent dans cette page ({size}).",
    ),
    "sound_refused": Phrase(
        "The sound of some people is not here: their consent is not recorded.",
        "Le son de certaines personnes n’est pas ici : leur consentement n’est pas consigné.",
    ),
    "sound_linked": Phrase(
        "The times lead to the recording, kept beside this page.",
        "Les temps mènent à l’enregistrement, gardé à côté de cette page.",
    ),
    "sound_none": Phrase(
        "No recording goes with this document.", "Aucun enregistrement n’accompagne ce document."
    ),
    "sound_left_out": Phrase(
        "The sound was left out as asked.", "Le son a été laissé de côté, comme demandé."
    ),
    "sound_plain": Phrase(
        "ffmpeg is not installed: the sound is embedded uncompressed.",
        "ffmpeg n’est pas installé : le son est joint sans compression.",
    ),
    "sound_damaged": Phrase(
        "A recording could not be read: its passages cannot be heard here.",
        "Un enregistrement n’a pas pu être lu : ses passages ne s’écoutent pas ici.",
    ),
    "play": Phrase("Listen", "Écouter"),
    "stop": Phrase("Stop", "Arrêter"),
    "no_times": Phrase(
        "The source has no times: places are given by order only.",
        "La source n’a pas de temps : les lieux ne donnent que l’ordre.",
    ),
    "excerpt": Phrase("passage {n}", "passage {n}"),
    "index_title": Phrase("Accounts", "Comptes rendus"),
    "yes": Phrase("yes", "oui"),
    "no": Phrase("no", "non"),
}


def words(language: Language) -> dict[str, str]:
    """Return every word in one language."""
    return {name: phrase.to(language) for name, phrase in WORDS.items()}
