// Shows the buttons that only work with a script: print, and copy the address of the page.
for (const button of document.querySelectorAll("[data-act]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (button.dataset.act === "print") {
      window.print();
      return;
    }
    try {
      await navigator.clipboard.writeText(button.dataset.text);
      button.textContent = button.dataset.done;
    } catch {
      document.getElementById(button.dataset.field)?.select();
    }
  });
}
