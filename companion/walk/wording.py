"""What the walk itself says aloud: never about ideas, only about how things stand."""

from __future__ import annotations

from models.language import Phrase

MICROPHONE_LOST = Phrase(
    "I lost the microphone; I am looking for another one.",
    "J'ai perdu le micro ; j'en cherche un autre.",
)
MICROPHONE_BACK = Phrase("I can hear you again.", "Je t'entends de nouveau.")
MICROPHONE_SILENT = Phrase(
    "The microphone gives no sound at all; I am looking for a better one.",
    "Le micro ne donne aucun son ; j'en cherche un meilleur.",
)
EAR_AWAY = Phrase(
    "I no longer understand words. I keep recording, and write them down later.",
    "Je ne comprends plus les mots. J'enregistre toujours, et je les écrirai plus tard.",
)
EAR_BACK = Phrase(
    "I understand words again, also those you said meanwhile.",
    "Je comprends de nouveau les mots, même ceux que tu as dits entre-temps.",
)
EAR_MISSING = Phrase(
    "I have no ears for this language. I record, and write it down later.",
    "Je n'ai pas d'oreille pour cette langue. J'enregistre, et je l'écrirai plus tard.",
)
DISK_FILLING = Phrase(
    "The disk has room for {minutes} more minutes of sound; after that I keep the words alone.",
    "Le disque a de la place pour {minutes} minutes de son ; ensuite je ne garde que les mots.",
)
DISK_LOW = Phrase(
    "The disk is nearly full. From here on I keep your words, not the sound.",
    "Le disque est presque plein. Je garde désormais tes mots, plus le son.",
)
DISK_TROUBLE = Phrase(
    "I cannot write to the disk. I hold everything in memory.",
    "Je ne peux pas écrire sur le disque. Je garde tout en mémoire.",
)
DISK_BACK = Phrase("The disk takes everything again.", "Le disque accepte tout de nouveau.")
MAY_SLEEP = Phrase(
    "I cannot keep this machine awake: leave its lid open.",
    "Je ne peux pas empêcher la machine de s'endormir : laisse le capot ouvert.",
)
BATTERY_LOW = Phrase(
    "The battery is down to {percent} percent.", "La batterie est à {percent} pour cent."
)
