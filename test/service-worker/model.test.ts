import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent } from '../support/shell-scope.js';
import { MODEL_TYPE } from '../../src/core/shell-messages.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { readKnown } from '../../src/service-worker/known.js';

const ADDRESS = 'https://shop.example/model.tflite';
const answerFor = createAnswers({ pages: [], catalogs: [], networkFirst: false, remove: false });

/** @returns the answer's text; `passes` where the request goes its way, `none` where nobody answers */
async function ask(options: RequestInit, address = ADDRESS): Promise<string> {
  const { event, settled } = toEvent();
  const answer = answerFor(new Request(address, options), event);
  const text = answer ? await answer.then((response) => response.text()).catch(() => 'none') : 'passes';
  await settled().catch(() => undefined);
  return text;
}

const headers = { accept: `${MODEL_TYPE}, */*;q=0.1` };
const goDark = () => {
  site.answer = () => {
    throw new TypeError('no network');
  };
};

before(readKnown);

describe('a shop\u2019s model', () => {
  beforeEach(async () => {
    await startAnew();
    site.answer = () => new Response('a model');
  });

  it('is there with no network once it was used, and before that it is not', async () => {
    goDark();
    expect(await ask({ headers })).to.equal('none');
    site.answer = () => new Response('a model');
    await ask({ headers });
    goDark();
    expect(await ask({ headers })).to.equal('a model');
  });

  it('is asked for anew where the one that is kept is of no use', async () => {
    await ask({ headers });
    site.answer = () => new Response('its successor');
    expect(await ask({ headers })).to.equal('a model');
    expect(await ask({ headers, cache: 'reload' })).to.equal('its successor');
    goDark();
    expect(await ask({ headers })).to.equal('its successor');
  });

  it('is not kept as what it is not', async () => {
    const page = { headers: { 'content-type': 'text/html' } };
    for (const wrong of [new Response('gone', { status: 404 }), new Response('Sign in', page)]) {
      site.answer = () => wrong;
      await ask({ headers });
    }
    goDark();
    expect(await ask({ headers })).to.equal('none');
  });

  it('is nothing that the page asks for itself', async () => {
    expect(await ask({})).to.equal('passes');
    expect(await ask({ headers: { accept: 'application/json' } })).to.equal('passes');
  });
});
