/* The box that lets the shop look at this device's orders for what to suggest. It shows what the shopper chose. */
const shop = document.querySelector('punnet-shop');
const box = document.querySelector('#remember');
const show = ({ consent }) => {
  box.checked = consent.personalisation;
};

box.addEventListener('change', () => void shop.setConsent({ personalisation: box.checked }));
shop.addEventListener('punnet-consent-changed', ({ detail }) => show(detail));
await customElements.whenDefined('punnet-shop');
show(await shop.ready);
