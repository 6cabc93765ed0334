# Whether the promises held. SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what was accepted with what the outbox says and with what the platform did, by the definitions of delivery.md:

twice: two commits that created a lead for one lead of this desk, or a company, a person or a note for one of its own;
lost: a save that was accepted and is neither on the platform with all its fields equal, nor in the outbox in a state that says why;
a note has to be its lead's and no other row's, and a company or person the one that carries its mark;
unexplained: a commit that no attempt accounts for;

and by what it says of the deliverer, out of turn: a desk sent although another one had sent before, and neither died nor let go of
the lock in between."""
import collections
import datetime
import html
import json
import pathlib
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'sandbox'))
import signed_call  # noqa: E402

ADD = 'contact/addOrUpdateLead'
PARTIES = {'contact/addOrUpdateCompany': 'company', 'contact/addOrUpdateContact': 'contact'}
NOTE = 'crm/addOrUpdateLeadNote'
PENDING = ('held', 'queued', 'sending', 'uncertain')
FOR_A_PERSON = ('conflict', 'rejected', 'draft')
READ_AS = {'ownerUserId': ('ownerUser', 'id'), 'companyId': ('company', 'id'), 'companyLeadContactId': ('contact', 'id'),
           'contactId': ('contact', 'id'), 'company': ('company', 'businessName'), 'person': ('contact', 'lastName')}
NOT_READABLE = ('industryId',)


class Journal:
    """What the platform committed for the desks, and what struck it."""

    def __init__(self, lines):
        self.commits, self.parties, self.notes = [], [], []
        self.faults = collections.Counter()
        for line in lines:
            entry = json.loads(line)
            if 'fault' in entry:
                if entry.get('outcome') is None:
                    self.faults[entry['fault']] += 1
                else:
                    self.faults[f'{entry["fault"]} {entry["outcome"]}'] += 1
            elif entry.get('key') == signed_call.KEY:  # a colleague's, or what the run itself read
                continue
            elif entry.get('action') == ADD:
                self.commits.append(entry)
            elif entry.get('action') in PARTIES:
                self.parties.append(entry)
            elif entry.get('action') == NOTE:
                self.notes.append(entry)


class Outbox:
    """The rows and attempts of an account's file, and which note of the platform each row that adds one is."""

    def __init__(self, database):
        database.row_factory = lambda cursor, row: dict(zip((column[0] for column in cursor.description), row))
        self.rows = {row['uuid']: row for row in database.execute(
            'SELECT uuid, lead_uuid, seq, state, platform_id, n_attempts, kind FROM outbox ORDER BY seq')}
        self.leads = collections.defaultdict(list)
        for row in self.of_kind('lead'):
            self.leads[row['lead_uuid']].append(row)
        self.attempts = database.execute('SELECT row, n, body, signed, began, verdict FROM attempt').fetchall()
        self.notes = {row['row']: row['platform_id']
                      for row in database.execute("SELECT row, platform_id FROM adopted WHERE kind = 'note'")}

    def of_kind(self, *kinds):
        return [row for row in self.rows.values() if row['kind'] in kinds]


class Verdict:
    def __init__(self):
        self.lost, self.twice, self.unexplained, self.out_of_turn, self.waiting, self.for_a_person = [], [], [], [], [], []

    def held(self):
        return not (self.lost or self.twice or self.unexplained or self.out_of_turn)


def token_of(text):
    return (text or '').split(' ')[0]


def _key(body, date):
    return json.dumps(body, sort_keys=True), date


def _key_of_attempt(attempt):
    signed = datetime.datetime.fromtimestamp(attempt['signed'], datetime.UTC)
    return _key(json.loads(attempt['body']), signed.strftime('%Y-%m-%d %H:%M:%S'))


def find_twice(accepted, commits, text, kind):
    """Counted by token, which the attempts have no part in. Twins share one: as many as there are may be created."""
    entitled = collections.Counter(each.token for each in accepted)
    created = collections.defaultdict(list)
    for commit in commits:
        if not commit['parameters'].get('id'):
            created[token_of(commit['parameters'].get(text))].append(commit['ids'][kind])
    return [f'{token} is on the platform as {", ".join(map(str, ids))}'
            for token, ids in created.items() if len(ids) > entitled[token]]


def _marked(commits):
    """Companies and people carry a mark of their own each."""
    made = collections.defaultdict(list)
    for commit in commits:
        if not commit['parameters'].get('id'):
            made[commit['parameters'].get('externalId')].append(commit)
    return made


def find_parties_twice(commits):
    return [f'{each[0]["parameters"]} is on the platform {len(each)} times'
            for each in _marked(commits).values() if len(each) > 1]


def find_unexplained(attempts, commits):
    left = collections.Counter(map(_key_of_attempt, attempts))
    unexplained = []
    for commit in commits:
        key = _key(commit['parameters'], commit['requestDate'])
        if left[key]:
            left[key] -= 1
        else:
            unexplained.append(f'{commit["ids"]} at {commit["time"]}, signed {commit["requestDate"]}: '
                               f'{json.dumps(commit["parameters"], ensure_ascii=False)}')
    return unexplained


def find_out_of_turn(attempts, commits, releases):
    """releases: for a desk's key, since and until when it let go of the lock, if it had it. Attempts know only the second
    in which they began: of two in the same one, either may have been first."""
    sent_by = {_key(commit['parameters'], commit['requestDate']): commit['key'] for commit in commits}
    sent = sorted((attempt['began'], sent_by[_key_of_attempt(attempt)])
                  for attempt in attempts if _key_of_attempt(attempt) in sent_by)
    found = []
    for (began, key), (other_began, other_key) in zip(sent, sent[1:]):
        firsts = (key, other_key) if began == other_began else (key,)
        freed = (release for first in firsts for release in releases.get(first, ()))
        if key != other_key and not any(began <= until and since <= other_began + 1 for since, until in freed):
            found.append(f'{key} sent at {began}, and {other_key} at {other_began}')
    return found


def _plain(value):
    """The platform may trim, encode or compose a text; a number may come as a text of digits."""
    return unicodedata.normalize('NFC', html.unescape(str(value))).strip()


def _read(row, field):
    names = READ_AS.get(field, (field,))
    value = row
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def differing(fields, row, committed):
    """What is not on the platform as it was accepted. Of a field that the list does not show, the commits tell."""
    return [f'{field} is {actual!r}, not {value!r}'
            for field, value in fields.items()
            for actual in [committed.get(field) if field in NOT_READABLE else _read(row, field)]
            if _plain(actual) != _plain(value)]


def _fold(commits):
    state = collections.defaultdict(dict)
    for commit in commits:
        state[commit['ids']['lead']].update(commit['parameters'])
    return state


def _state_that_says_why(rows, name, verdict):
    """Whether there is one."""
    states = [row['state'] for row in rows]
    if any(state in FOR_A_PERSON for state in states):
        verdict.for_a_person.append(f'{name}: {", ".join(states)}')
    elif any(state in PENDING for state in states):
        verdict.waiting.append(f'{name}: {", ".join(states)}')
    else:
        return False
    return True


def judge_leads(leads, outbox, journal, listed, verdict):
    committed = _fold(journal.commits)
    owners = {}
    for lead in leads:
        if not lead.accepted:
            continue
        rows = outbox.leads.get(lead.uuid, [])
        states = [row['state'] for row in rows]
        ids = {row['platform_id'] for row in rows if row['platform_id']}
        if not rows:
            verdict.lost.append(f'{lead.token}: there is no row of it')
        elif _state_that_says_why(rows, lead.token, verdict):
            continue
        elif states.count('delivered') == 0 or len(ids) != 1:
            verdict.lost.append(f'{lead.token}: {", ".join(states)}, as {sorted(ids)}')
        else:
            platform_id = ids.pop()
            other = owners.setdefault(platform_id, lead)
            wrong = differing(lead.accepted, listed.get(platform_id, {}), committed[platform_id])
            if other is not lead:
                verdict.lost.append(f'{lead.token}: lead {platform_id} is {other.token} already')
            elif wrong:
                verdict.lost.append(f'{lead.token}: of lead {platform_id} {"; ".join(wrong)}')


def _find_lost_note(note, rows, outbox, listed, owners):
    """What is wrong with a note that is said to be delivered."""
    if None in rows or not rows:
        return 'there is no row of it'
    if rows[0]['state'] != 'delivered':
        return ', '.join(row['state'] for row in rows)
    note_id = outbox.notes.get(rows[0]['uuid'])
    if owners.setdefault(note_id, note) is not note:
        return f'note {note_id} is {owners[note_id].token} already'
    if note_id not in listed:
        return f'note {note_id} is not on the platform'
    lead_id, text = listed[note_id]
    if lead_id not in [row['platform_id'] for row in outbox.leads.get(note.lead.uuid, [])]:
        return f'note {note_id} is of lead {lead_id}, which is not {note.lead.token}'
    if _plain(text) != _plain(note.accepted):
        return f'note {note_id} is {text!r}, not {note.accepted!r}'
    return None


def judge_notes(notes, outbox, listed, verdict):
    """listed: each note's lead and text, by its id."""
    owners = {}
    for note in notes:
        if not note.accepted:
            continue
        rows = [outbox.rows.get(uuid) for uuid in note.rows]
        if any(row and row['state'] in PENDING + FOR_A_PERSON for row in rows):
            continue
        wrong = _find_lost_note(note, rows, outbox, listed, owners)
        if wrong:
            verdict.lost.append(f'{note.token}: {wrong}')


def judge_parties(outbox, journal, verdict):
    made = _marked(journal.parties)
    for row in outbox.of_kind('company', 'person'):
        ids = [commit['ids'][PARTIES[commit['action']]] for commit in made.get(row['lead_uuid'], ())]
        if row['state'] == 'delivered' and row['platform_id'] not in ids:
            verdict.lost.append(f'{row["kind"]} {row["uuid"]}: is said to be {row["platform_id"]}, and was made as {ids}')


def judge(leads, notes, outbox, journal, listed, listed_notes, releases):
    """leads, notes: of the plan, what was accepted of them counts. listed: the platform's rows by id, read at the end."""
    verdict = Verdict()
    judge_leads(leads, outbox, journal, listed, verdict)
    judge_notes(notes, outbox, listed_notes, verdict)
    judge_parties(outbox, journal, verdict)
    for row in outbox.of_kind('company', 'person', 'note'):
        # What nobody has named yet is a draft, and is meant to be one.
        if row['state'] != 'draft' or row['kind'] == 'note':
            _state_that_says_why([row], f'{row["kind"]} {row["uuid"]}', verdict)
    everything = journal.commits + journal.parties + journal.notes
    verdict.twice = find_twice(leads, journal.commits, 'description', 'lead') \
        + find_twice(notes, journal.notes, 'note', 'note') + find_parties_twice(journal.parties)
    verdict.unexplained = find_unexplained(outbox.attempts, everything)
    verdict.out_of_turn = find_out_of_turn(outbox.attempts, everything, releases)
    return verdict
