#!/usr/bin/env python3
# The audit of the chaos run. SPDX-License-Identifier: GPL-3.0-or-later
"""Would catch an audit that lets through what it is there to find: each case doctors the evidence of a run in which all went
well."""
import datetime
import json
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'house'))
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import audit
import plan
import tap

SIGNED = 1735689600
DATE = datetime.datetime.fromtimestamp(SIGNED, datetime.UTC).strftime('%Y-%m-%d %H:%M:%S')


class Evidence:
    """Two leads that are twins, one lead that was added and changed."""

    def __init__(self):
        self.leads, self.rows, self.attempts, self.journal, self.listed = [], [], [], [], {}
        self.releases = {}
        self.add(1, 'lead-1', {'name': 'A & B', 'qualityId': 2, 'industryId': 401, 'ownerUserId': 101})
        self.add(2, 'twin-2', {'name': 'Twin', 'qualityId': 1})
        self.add(3, 'twin-2', {'name': 'Twin', 'qualityId': 1})
        self.leads[0].accepted |= {'qualityId': 3}
        self.rows.append(['row-1b', 'lead-1', 9, 'delivered', 1, 1])
        self.attempt('row-1b', 1, {'id': 1, 'qualityId': 3})
        self.listed[1]['qualityId'] = '3'

    def add(self, number, token, fields):
        fields = {'description': f'{token} words', **fields}
        lead = plan.Lead(f'{token}/{number}' if token.startswith('twin') else token, token, fields)
        lead.accepted = dict(fields)
        self.leads.append(lead)
        self.rows.append([f'row-{number}', lead.uuid, number, 'delivered', number, 1])
        self.attempt(f'row-{number}', number, fields)
        self.listed[number] = {field: value for field, value in fields.items() if field not in ('industryId', 'ownerUserId')}
        self.listed[number]['ownerUser'] = {'id': fields.get('ownerUserId')}

    def attempt(self, row, lead, body, date=SIGNED, committed=True, written=True):
        if written:
            self.attempts.append((row, 1 + len(self.attempts), json.dumps(body), date, date, 'delivered'))
        if committed:
            self.journal.append({'time': DATE, 'action': 'contact/addOrUpdateLead', 'requestDate': DATE, 'key': 'sample+0', 'ids': {'lead': lead},
                                 'parameters': body, 'result': {}})

    def judge(self):
        database = sqlite3.connect(':memory:')
        database.execute('CREATE TABLE outbox (uuid, lead_uuid, seq, state, platform_id, n_attempts, kind DEFAULT "lead")')
        database.execute('CREATE TABLE attempt (row, n, body, signed, began, verdict)')
        database.executemany('INSERT INTO outbox (uuid, lead_uuid, seq, state, platform_id, n_attempts) VALUES (?, ?, ?, ?, ?, ?)', self.rows)
        database.executemany('INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?)', self.attempts)
        journal = audit.Journal([json.dumps({'journal': 1}), json.dumps({'time': DATE, 'fault': 'busy'}),
                                 *map(json.dumps, self.journal)])
        return audit.judge(self.leads, audit.Outbox(database), journal, self.listed, self.releases)


def case(name, doctor, lost=0, twice=0, unexplained=0, out_of_turn=0, waiting=0, for_a_person=0):
    evidence = Evidence()
    doctor(evidence)
    verdict = evidence.judge()
    found = [len(each) for each in (verdict.lost, verdict.twice, verdict.unexplained, verdict.out_of_turn, verdict.waiting, verdict.for_a_person)]
    tap.check(name, found == [lost, twice, unexplained, out_of_turn, waiting, for_a_person]
              and verdict.held() == (not lost + twice + unexplained + out_of_turn), f'{found}: {vars(verdict)}')


def set_row(number, column, value):
    def doctor(evidence):
        evidence.rows[number][column] = value
    return doctor


def commit_again(evidence):
    evidence.journal.append(dict(evidence.journal[0], ids={'lead': 4}))


def commit_again_with_attempt(evidence):
    evidence.attempts.append(evidence.attempts[0])
    commit_again(evidence)


def third_twin(evidence):
    evidence.attempt('row-3', 4, evidence.leads[2].accepted)


def add_without_attempt(evidence):
    evidence.attempts.pop(0)


def other_date(evidence):
    row, n, body, signed, began, verdict = evidence.attempts[3]
    evidence.attempts[3] = (row, n, body, signed + 1, began, verdict)


def attempt_that_was_not_committed(evidence):
    evidence.attempt('row-1', 1, evidence.leads[0].accepted, committed=False)


def other_desk(*releases):
    """The last attempt is another desk's, ten seconds after the others."""
    def doctor(evidence):
        row, n, body, signed, began, verdict = evidence.attempts[3]
        evidence.attempts[3] = (row, n, body, signed, began + 10, verdict)
        evidence.journal[3]['key'] = 'sample+1'
        evidence.releases['sample+0'] = [when if isinstance(when, tuple) else (when, when) for when in releases]
    return doctor


def drop_rows(evidence):
    evidence.rows = [row for row in evidence.rows if row[1] != 'lead-1']


def person(times, written=True):
    """The first lead is of a person who was made for it."""
    def doctor(evidence):
        body = {'firstName': 'Ada', 'lastName': 'Of-lead-1', 'externalId': 'mark'}
        if written:
            evidence.attempts += [('row-p', 1 + number, json.dumps(body), SIGNED, SIGNED, 'delivered') for number in range(times)]
        evidence.journal += times * [{'time': DATE, 'action': 'contact/addOrUpdateContact', 'requestDate': DATE, 'key': 'sample+0',
                                      'ids': {'contact': 9}, 'parameters': body, 'result': {}}]
        evidence.leads[0].accepted['person'] = 'Of-lead-1'
        evidence.listed[1]['contact'] = {'id': 9, 'lastName': 'Of-lead-1'}
    return doctor


def other_person(evidence):
    person(1)(evidence)
    evidence.listed[1]['contact'] = {'id': 10, 'lastName': 'Of-lead-2'}


def not_accepted(evidence):
    evidence.leads[0].accepted = None


def other_industry(evidence):
    evidence.leads[0].accepted['industryId'] = 402


def encoded(evidence):
    evidence.listed[1]['name'] = ' A &amp; B\n'


case('all is well', lambda evidence: None)
case('a name came back encoded', encoded)
case('an attempt that came to nothing', attempt_that_was_not_committed)
case('a lead that nobody was told is saved', not_accepted)
case('created twice, the attempt written down once', commit_again, twice=1, unexplained=1)
case('created twice, both attempts written down', commit_again_with_attempt, twice=1)
case('three for two twins', third_twin, twice=1)
case('a commit without an attempt', add_without_attempt, unexplained=1)
case('a commit signed at another time than its attempt', other_date, unexplained=1)
case('another desk takes over from one that died', other_desk(SIGNED + 5))
case('another desk takes over from one that is ending', other_desk((SIGNED - 5, SIGNED + 20)))
case('another desk takes over from one that died before, and after', other_desk(SIGNED - 1, SIGNED + 12), out_of_turn=1)
case('no row is left of a save', drop_rows, lost=1)
case('a field is not what was saved', lambda evidence: evidence.listed[1].update(qualityId=2), lost=1)
case('a field that is not listed is not what was saved', other_industry, lost=1)
case('the owner is not who was saved', lambda evidence: evidence.listed[1].update(ownerUser=None), lost=1)
case('a lead is not on the platform', lambda evidence: evidence.listed.pop(1), lost=1)
case('a row was discarded although nobody did', set_row(1, 3, 'discarded'), lost=1)
case('a twin adopted the other one', set_row(2, 4, 2), lost=1)
case('two rows of a lead are two leads', set_row(3, 4, 3), lost=1)
case('a person was made with the lead', person(1))
case('a person was made twice', person(2), twice=1)
case('a person whom no attempt accounts for', person(1, written=False), unexplained=1)
case('the lead is of another person', other_person, lost=1)
case('a row is still uncertain', set_row(3, 3, 'uncertain'), waiting=1)
case('a row was refused', set_row(3, 3, 'rejected'), for_a_person=1)
tap.done()
