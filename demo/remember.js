/* The box that lets the shop look at this device's orders for what to suggest. It shows what the shopper chose. */
const shop = document.querySelector('punnet-shop');
const box = document.querySelector('#remember');
const show = ({ consent }) => {
  box.checked = consent.personalisation;
};

box.addEventListener('change', async () => {
  // Refused where the browser refuses for its user: the box shows what holds.
  await shop.setConsent({ personalisation: box.checked });
  show(shop.state);
});
shop.addEventListener('punnet-consent-changed', ({ detail }) => show(detail));
await customElements.whenDefined('punnet-shop');
show(await shop.ready);
