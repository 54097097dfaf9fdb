"""What a chat model may do: point at segments, word sentences; and how it is checked."""
