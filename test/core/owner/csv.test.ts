import { expect } from '@open-wc/testing';

import { toCsv } from '../../../src/core/owner/csv.js';

/** Without the mark that tells a spreadsheet that it is UTF-8. */
const lines = (csv: string) => csv.slice(1).split('\r\n');

describe('a table as a file', () => {
  it('begins so that a spreadsheet reads names in any language', () => {
    expect(toCsv([['زيت']])).to.equal('\uFEFFزيت\r\n');
  });

  const cells = [
    { name: 'a plain text', cell: 'Rolled oats', written: 'Rolled oats' },
    { name: 'a comma', cell: 'Honey, 340 g', written: '"Honey, 340 g"' },
    { name: 'what parts cells elsewhere', cell: 'Honey; 340 g', written: '"Honey; 340 g"' },
    { name: 'quotes', cell: 'the "good" one', written: '"the ""good"" one"' },
    { name: 'two lines', cell: 'one\ntwo', written: '"one\ntwo"' },
    { name: 'a formula', cell: '=1+1', written: "'=1+1" },
    {
      name: 'a formula that calls a program',
      cell: '=cmd|" /C calc"!A0',
      written: '"\'=cmd|"" /C calc""!A0"',
    },
    { name: 'a formula that begins with a plus', cell: '+1', written: "'+1" },
    { name: 'a formula that begins with a minus', cell: '-2+3', written: "'-2+3" },
    { name: 'a formula that begins with an at sign', cell: '@SUM(A1)', written: "'@SUM(A1)" },
    { name: 'a formula behind spaces', cell: '  =1', written: "'  =1" },
    { name: 'a formula behind a tab', cell: '\t=1', written: '"\'\t=1"' },
    { name: 'a number that is taken away', cell: -2.5, written: '-2.5' },
    { name: 'nothing', cell: null, written: '' },
  ];
  for (const { name, cell, written } of cells) {
    it(`writes ${name} as ${JSON.stringify(written)}`, () => {
      expect(toCsv([[cell, 'x']]).slice(1)).to.equal(`${written},x\r\n`);
    });
  }

  it('has a line for each row', () => {
    expect(
      lines(
        toCsv([
          ['day', 'orders'],
          ['2026-11-24', 3],
        ]),
      ),
    ).to.deep.equal(['day,orders', '2026-11-24,3', '']);
  });
});
