self.punnet = { shell: ['/'], catalog: '/catalog.json' };
importScripts('{{PUNNET}}/punnet.service-worker.js');
