"""The shell of a walk: feeds the turn machine, carries out its actions, serves clients."""
