// Runs before the first paint, so that a chosen theme never flashes in the other one. A shared page looks as its owner
// chose, whatever the viewer chose for Hoglet itself.
try {
  const shared = document.getElementById('posthog-exported-data')
  const chosen = shared ? JSON.parse(shared.textContent).theme : localStorage.getItem('hoglet-theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // A browser that keeps nothing follows the system.
}
