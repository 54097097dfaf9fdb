"use strict";
(() => {
  const links = document.querySelectorAll("a[data-clip]");
  const told = document.getElementById("told");
  const linksOf = (id) => [...links].filter((link) => link.dataset.clip === id);
  for (const link of links) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", "false");
    const turn = (event) => {
      event.preventDefault();
      const clip = document.getElementById(link.dataset.clip);
      if (clip.paused) { clip.currentTime = 0; clip.play(); } else { clip.pause(); }
    };
    link.addEventListener("click", turn);
    link.addEventListener("keydown", (event) => { if (event.key === " ") turn(event); });
  }
  for (const clip of document.querySelectorAll("audio")) {
    const show = (isOn) => {
      clip.closest("li").classList.toggle("sounding", isOn);
      for (const link of linksOf(clip.id)) link.setAttribute("aria-pressed", String(isOn));
      told.textContent = isOn ? clip.getAttribute("aria-label") : "";
    };
    clip.addEventListener("play", () => {
      for (const other of document.querySelectorAll("audio")) if (other !== clip) other.pause();
      show(true);
    });
    clip.addEventListener("pause", () => show(false));
    clip.addEventListener("ended", () => show(false));
  }
})();
