"use strict";
document.getElementById("save").addEventListener("click", () => {
  const sheet = document.getElementById("sheet");
  const rows = ["<!-- " + sheet.dataset.mark + " -->"];
  for (const entry of sheet.querySelectorAll("fieldset")) {
    const is = (name) => (entry.querySelector("input[value=" + name + "]").checked ? "x" : " ");
    const rather = entry.querySelector("textarea").value.replace(/\s+/g, " ").trim();
    rows.push("", "## [" + entry.dataset.key + "]", "", "- [" + is("approved") + "] " + sheet.dataset.approved,
      "- [" + is("withdrawn") + "] " + sheet.dataset.withdrawn, "- " + sheet.dataset.rather + ": " + rather);
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([rows.join("\n") + "\n"], { type: "text/markdown" }));
  link.download = sheet.dataset.name;
  link.click();
});
