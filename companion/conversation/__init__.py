"""What to say: spoken commands, ideas, the built-in companion, chat prompts."""
