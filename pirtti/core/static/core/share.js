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

// A button that copies what stands in a field; one can also mark and copy it by hand.
document.querySelectorAll("button[data-copy]").forEach((button) => {
  const status = document.getElementById("status");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    if (status) status.textContent = button.dataset.copyDone;
  });
});
