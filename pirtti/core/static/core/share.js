// A button that opens the phone's own share sheet, or copies the link.
// It stays hidden without JavaScript; the links beside it do the same work.
document.querySelectorAll("button[data-share]").forEach((button) => {
  const link = button.dataset.share || window.location.href;
  const status = document.getElementById("status");
  if (!navigator.share && !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (navigator.share) {
      // Closing the sheet without sharing is an answer, not a fault.
      await navigator.share({ title: document.title, url: link }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(link);
    if (status) status.textContent = button.dataset.shareDone;
  });
});
