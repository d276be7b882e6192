/* Keeps the shop's pages on the device. While a server answers, an edit or a new build shows on the next load. */
self.punnet = {
  shell: [
    '/',
    '/pages/two-lines.html',
    '/pages/buy-again.html',
    '/pages/german.html',
    '/pages/refill-cards.html',
    '/pages/owner.html',
    '/pages/stall.html',
    '/pages/testimonials.html',
    '/pages/your-data.html',
    '/small-print.html',
  ],
  catalog: ['/catalog.json', '/catalog.de.json'],
  networkFirst: true,
};
importScripts('{{PUNNET}}/punnet.service-worker.js');
