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
    """Two leads that are twins, one lead that was added and changed, and has a note that was changed and two that say the same."""

    def __init__(self):
        self.leads, self.rows, self.attempts, self.journal, self.listed = [], [], [], [], {}
        self.notes, self.listed_notes, self.adopted = [], {}, {}
        self.releases = {}
        self.add(1, 'lead-1', {'name': 'A & B', 'qualityId': 2, 'industryId': 401, 'ownerUserId': 101})
        self.add(2, 'twin-2', {'name': 'Twin', 'qualityId': 1})
        self.add(3, 'twin-2', {'name': 'Twin', 'qualityId': 1})
        self.leads[0].accepted |= {'qualityId': 3}
        self.rows.append(['row-1b', 'lead-1', 9, 'delivered', 1, 1, 'lead'])
        self.attempt('row-1b', 1, {'id': 1, 'qualityId': 3})
        self.listed[1]['qualityId'] = '3'
        self.add_note(21, 'note-1')
        self.add_note(22, 'note-twin-2')
        self.add_note(23, 'note-twin-2')
        self.notes[0].rows.append('row-21b')
        self.rows.append(['row-21b', 'lead-1', 30, 'delivered', 1, 1, 'note'])
        self.change_note('note-1 river garden')

    def change_note(self, text):
        self.notes[0].accepted = text
        self.attempt('row-21b', 21, {'id': 21, 'leadId': 1, 'note': text}, action=audit.NOTE, kind='note')
        self.listed_notes[21] = (1, text)

    def add_note(self, number, token):
        note = plan.Note(self.leads[0], token)
        note.accepted = f'{token} quiet terrace'
        note.rows = [f'row-{number}']
        self.notes.append(note)
        self.rows.append([f'row-{number}', 'lead-1', number, 'delivered', 1, 1, 'note'])
        self.attempt(f'row-{number}', number, {'leadId': 1, 'note': note.accepted}, action=audit.NOTE, kind='note')
        self.listed_notes[number] = (1, note.accepted)
        self.adopted[f'row-{number}'] = number

    def add(self, number, token, fields):
        fields = {'description': f'{token} words', **fields}
        lead = plan.Lead(f'{token}/{number}' if token.startswith('twin') else token, token, fields)
        lead.accepted = dict(fields)
        self.leads.append(lead)
        self.rows.append([f'row-{number}', lead.uuid, number, 'delivered', number, 1, 'lead'])
        self.attempt(f'row-{number}', number, fields)
        self.listed[number] = {field: value for field, value in fields.items() if field not in ('industryId', 'ownerUserId')}
        self.listed[number]['ownerUser'] = {'id': fields.get('ownerUserId')}

    def attempt(self, row, number, body, date=SIGNED, committed=True, written=True, action=audit.ADD, kind='lead'):
        if written:
            self.attempts.append((row, 1 + len(self.attempts), json.dumps(body), date, date, 'delivered'))
        if committed:
            self.journal.append({'time': DATE, 'action': action, 'requestDate': DATE, 'key': 'sample+0', 'ids': {kind: number},
                                 'parameters': body, 'result': {}})

    def judge(self):
        database = sqlite3.connect(':memory:')
        database.execute('CREATE TABLE outbox (uuid, lead_uuid, seq, state, platform_id, n_attempts, kind)')
        database.execute('CREATE TABLE attempt (row, n, body, signed, began, verdict)')
        database.execute('CREATE TABLE adopted (kind, platform_id, row)')
        database.executemany('INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)', self.rows)
        database.executemany('INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?)', self.attempts)
        database.executemany("INSERT INTO adopted VALUES ('note', ?, ?)", [(number, row) for row, number in self.adopted.items()])
        journal = audit.Journal([json.dumps({'journal': 1}), json.dumps({'time': DATE, 'fault': 'busy'}),
                                 *map(json.dumps, self.journal)])
        return audit.judge(self.leads, self.notes, audit.Outbox(database), journal, self.listed, self.listed_notes, self.releases)


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


def drop_row(uuid):
    def doctor(evidence):
        evidence.rows = [row for row in evidence.rows if row[0] != uuid]
    return doctor


def set_state(uuid, state):
    def doctor(evidence):
        [row] = [row for row in evidence.rows if row[0] == uuid]
        row[3] = state
    return doctor


def party(times, kind='person', written=True, number=9, state='delivered'):
    """The first lead is of a person, or a company, that was made for it."""
    def doctor(evidence):
        is_person = kind == 'person'
        body = {'externalId': 'mark'} | ({'firstName': 'Ada', 'lastName': 'Of-lead-1'} if is_person else {'businessName': 'lead-1 & Söhne'})
        for _ in range(times):
            evidence.attempt('row-p', 9, body, written=written, kind='contact' if is_person else 'company',
                             action='contact/addOrUpdateContact' if is_person else 'contact/addOrUpdateCompany')
        evidence.rows.append(['row-p', 'mark', 5, state, number, times, kind])
        if is_person:
            evidence.leads[0].accepted['person'] = 'Of-lead-1'
            evidence.listed[1]['contact'] = {'id': 9, 'lastName': 'Of-lead-1'}
        else:
            evidence.leads[0].accepted['company'] = 'lead-1 & Söhne'
            evidence.listed[1]['company'] = {'id': 9, 'businessName': 'lead-1 &amp; Söhne'}
    return doctor


def other_person(evidence):
    party(1)(evidence)
    evidence.listed[1]['contact'] = {'id': 10, 'lastName': 'Of-lead-2'}


def other_company(evidence):
    party(1, 'company')(evidence)
    evidence.listed[1]['company'] = {'id': 10, 'businessName': 'lead-2 & Söhne'}


def note_again(written):
    def doctor(evidence):
        evidence.attempt('row-21', 24, {'leadId': 1, 'note': 'note-1 quiet terrace'}, action=audit.NOTE, kind='note', written=written)
    return doctor


def note_that_nobody_was_told_of(evidence):
    """It is on the platform, once: the desk was killed before it said so."""
    evidence.add_note(24, 'note-4')
    evidence.notes[-1].accepted = None
    evidence.notes[-1].rows = []


def unknown_note(evidence):
    evidence.add_note(24, 'note-4')
    evidence.notes.pop()


def note_without_attempt(evidence):
    evidence.attempts = [attempt for attempt in evidence.attempts if attempt[0] != 'row-22']


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
case('no row is left of a lead and its notes', drop_rows, lost=4)
case('a field is not what was saved', lambda evidence: evidence.listed[1].update(qualityId=2), lost=1)
case('a field that is not listed is not what was saved', other_industry, lost=1)
case('the owner is not who was saved', lambda evidence: evidence.listed[1].update(ownerUser=None), lost=1)
case('a lead is not on the platform', lambda evidence: evidence.listed.pop(1), lost=1)
case('a row was discarded although nobody did', set_row(1, 3, 'discarded'), lost=1)
case('a twin adopted the other one', set_row(2, 4, 2), lost=1)
case('two rows of a lead are two leads', set_row(3, 4, 3), lost=1)
case('a person was made with the lead', party(1))
case('a person was made twice', party(2), twice=1)
case('a person whom no attempt accounts for', party(1, written=False), unexplained=1)
case('the lead is of another person', other_person, lost=1)
case('a person is said to be another than was made', party(1, number=8), lost=1)
case('a person is said to be there, and was not made', party(0), lost=1)
case('a company was made with the lead', party(1, 'company'))
case('a company was made twice', party(2, 'company'), twice=1)
case('a company that no attempt accounts for', party(1, 'company', written=False), unexplained=1)
case('the lead is of another company', other_company, lost=1)
case('a company is said to be another than was made', party(1, 'company', number=8), lost=1)
case('a company waits', party(1, 'company', state='queued'), waiting=1)
case('a company was refused', party(1, 'company', state='rejected'), for_a_person=1)
case('a company that nobody names stays a draft', party(1, 'company', state='draft'))
case('a note was added twice, the attempt written down once', note_again(False), twice=1, unexplained=1)
case('a note was added twice, both attempts written down', note_again(True), twice=1)
case('three for two notes that say the same', lambda evidence: evidence.attempt(
    'row-23', 24, {'leadId': 1, 'note': 'note-twin-2 quiet terrace'}, action=audit.NOTE, kind='note'), twice=1)
case('a note that nobody was told is saved', note_that_nobody_was_told_of)
case('a note that nobody has saved', unknown_note, twice=1)
case('a note that no attempt accounts for', note_without_attempt, unexplained=1)
case('a note is not what it was changed to', lambda evidence: evidence.listed_notes.update({21: (1, 'note-1 quiet terrace')}), lost=1)
case('a note is another lead\'s', lambda evidence: evidence.listed_notes.update({22: (2, evidence.notes[1].accepted)}), lost=1)
case('a note is not on the platform', lambda evidence: evidence.listed_notes.pop(22), lost=1)
case('a note that says the same was taken for another', lambda evidence: evidence.adopted.update({'row-23': 22}), lost=1)
case('nobody knows which note it is', lambda evidence: evidence.adopted.pop('row-21'), lost=1)
case('no row is left of a note', drop_row('row-22'), lost=1)
case('no row is left of a change of a note', drop_row('row-21b'), lost=1)
case('a note was discarded although nobody did', set_state('row-22', 'discarded'), lost=1)
case('a change of a note is still uncertain', set_state('row-21b', 'uncertain'), waiting=1)
case('a note was refused', set_state('row-22', 'rejected'), for_a_person=1)
case('a row is still uncertain', set_row(3, 3, 'uncertain'), waiting=1)
case('a row was refused', set_row(3, 3, 'rejected'), for_a_person=1)
tap.done()
