# Whether the promises held. SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what was accepted with what the outbox says and with what the platform did, by the definitions of delivery.md:

twice: two commits that created a lead for one lead of this desk, or a person for one of its people;
lost: a save that was accepted and is neither on the platform with all its fields equal, nor in the outbox in a state that says why;
unexplained: a commit that no attempt accounts for;

and by what it says of the deliverer, out of turn: a desk sent although another one had sent before, and neither died nor let go of
the lock in between."""
import collections
import datetime
import html
import json
import unicodedata

ADD = 'contact/addOrUpdateLead'
ADD_PERSON = 'contact/addOrUpdateContact'
PENDING = ('held', 'queued', 'sending', 'uncertain')
FOR_A_PERSON = ('conflict', 'rejected', 'draft')
READ_AS = {'ownerUserId': ('ownerUser', 'id'), 'companyId': ('company', 'id'), 'companyLeadContactId': ('contact', 'id'),
           'contactId': ('contact', 'id'), 'person': ('contact', 'lastName')}
NOT_READABLE = ('industryId',)


class Journal:
    """What the platform committed, and what struck it."""

    def __init__(self, lines):
        self.commits, self.people = [], []
        self.faults = collections.Counter()
        for line in lines:
            entry = json.loads(line)
            if 'fault' in entry:
                if entry.get('outcome') is None:
                    self.faults[entry['fault']] += 1
                else:
                    self.faults[f'{entry["fault"]} {entry["outcome"]}'] += 1
            elif entry.get('action') == ADD:
                self.commits.append(entry)
            elif entry.get('action') == ADD_PERSON:
                self.people.append(entry)


class Outbox:
    """The rows and attempts of an account's file."""

    def __init__(self, database):
        database.row_factory = lambda cursor, row: dict(zip((column[0] for column in cursor.description), row))
        self.rows = collections.defaultdict(list)
        for row in database.execute('SELECT uuid, lead_uuid, seq, state, platform_id, n_attempts, kind FROM outbox ORDER BY seq'):
            self.rows[row['lead_uuid']].append(row)
        self.attempts = database.execute('SELECT row, n, body, signed, began, verdict FROM attempt').fetchall()


class Verdict:
    def __init__(self):
        self.lost, self.twice, self.unexplained, self.out_of_turn, self.waiting, self.for_a_person = [], [], [], [], [], []

    def held(self):
        return not (self.lost or self.twice or self.unexplained or self.out_of_turn)


def token_of(params):
    return (params.get('description') or '').split(' ')[0]


def _key(body, date):
    return json.dumps(body, sort_keys=True), date


def _key_of_attempt(attempt):
    signed = datetime.datetime.fromtimestamp(attempt['signed'], datetime.UTC)
    return _key(json.loads(attempt['body']), signed.strftime('%Y-%m-%d %H:%M:%S'))


def find_twice(leads, commits):
    """Counted by token, which the attempts have no part in. Twins share one: as many as there are may be created."""
    entitled = collections.Counter(lead.token for lead in leads)
    created = collections.defaultdict(list)
    for commit in commits:
        if not commit['parameters'].get('id'):
            created[token_of(commit['parameters'])].append(commit['ids']['lead'])
    return [f'{token} is on the platform as {", ".join(map(str, ids))}'
            for token, ids in created.items() if len(ids) > entitled[token]]


def find_people_twice(people):
    """Each carries a mark of its own."""
    made = collections.defaultdict(list)
    for commit in people:
        if not commit['parameters'].get('id'):
            made[commit['parameters'].get('externalId')].append(commit)
    return [f'{commits[0]["parameters"].get("lastName")} is on the platform {len(commits)} times'
            for commits in made.values() if len(commits) > 1]


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


def judge(leads, outbox, journal, listed, releases):
    """leads: of the plan, those with accepted fields count. listed: the platform's rows by id, read at the end."""
    verdict = Verdict()
    committed = _fold(journal.commits)
    owners = {}
    for lead in leads:
        if not lead.accepted:
            continue
        rows = outbox.rows.get(lead.uuid, [])
        states = [row['state'] for row in rows]
        ids = {row['platform_id'] for row in rows if row['platform_id']}
        if not rows:
            verdict.lost.append(f'{lead.token}: there is no row of it')
        elif any(state in FOR_A_PERSON for state in states):
            verdict.for_a_person.append(f'{lead.token}: {", ".join(states)}')
        elif any(state in PENDING for state in states):
            verdict.waiting.append(f'{lead.token}: {", ".join(states)}')
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
    for row in (row for rows in outbox.rows.values() for row in rows if row['kind'] == 'person'):
        if row['state'] in PENDING:
            verdict.waiting.append(f'person {row["uuid"]}: {row["state"]}')
        elif row['state'] in ('conflict', 'rejected'):
            verdict.for_a_person.append(f'person {row["uuid"]}: {row["state"]}')
    everything = journal.commits + journal.people
    verdict.twice = find_twice(leads, journal.commits) + find_people_twice(journal.people)
    verdict.unexplained = find_unexplained(outbox.attempts, everything)
    verdict.out_of_turn = find_out_of_turn(outbox.attempts, everything, releases)
    return verdict
