"""Questions over a screen: yes or no, one line, one of several."""
