# What is saved in a chaos run: a stream of adds and updates that is a function of the seed.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leads share few names and people, also with those that somebody else enters meanwhile, so that a look-up by those alone finds the
wrong one; each has a token, the first word of its description, by which the audit knows it. Some are twins: two leads of this desk
that are equal in everything. A note has a token, too, the first word of its text, and some are twins: two on one lead that say the
same."""
import random
import uuid

NAMES = ('Gala dinner', 'Harbour Hotel', 'Annual meeting', 'Müller & Söhne <Berlin>', 'Łucja "Lu" Nowak', 'Spring fair',
         "Dinner at O'Neill's", 'Zoë + Tom', 'Kick-off', '東京 summit', 'Board & budget', 'Reunion')
WORDS = 'quiet terrace buffet projector vegan early late river garden ballroom suite piano'.split()
CHOICES = {'qualityId': range(1, 6), 'sourceId': range(31, 43), 'stageId': (11, 12, 13, 14), 'typeId': (23, 25, 27),
           'channelId': range(51, 58), 'ownerUserId': (101, 102, 103, 104, 106), 'industryId': range(401, 441)}
CHANGED = ('name', 'description', 'qualityId', 'sourceId', 'stageId', 'channelId', 'ownerUserId', 'industryId')
COMPANIES = 40
RECENT = 12
TWINS = 0.02
NOTE_TWINS = 0.1
HELD = 0.1
NEW_PERSON = 0.15  # made on this desk, and sent before the lead that names them
NEW_COMPANY = 0.1  # the same, and before its person


class Lead:
    def __init__(self, uuid_text, token, fields):
        self.uuid = uuid_text
        self.token = token
        self.fields = fields
        self.accepted = None  # the fields as of the last save that was said to be durable
        self.is_saving = False

    @property
    def is_twin(self):
        return self.token.startswith('twin')


class Note:
    def __init__(self, lead, token):
        self.lead = lead
        self.token = token
        self.rows = []  # of the outbox, the one that adds it first
        self.accepted = None  # the text as of the last save that was said to be durable
        self.is_saving = False

    @property
    def is_twin(self):
        return self.token.startswith('note-twin')


def _written(fields):
    """The company and the person that are made with a lead are named by ids that the desk gives."""
    return fields and {field: value for field, value in fields.items() if field not in ('company', 'person')}


class Save:
    """Of a lead. Made again when nobody said whether it was durable: it is the same lead."""
    is_repeatable = True

    def __init__(self, number, lead, base, fields, hold):
        self.number = number
        self.lead = lead
        self.base = base
        self.fields = fields
        self.hold = hold

    def command(self):
        made = {field: self.fields[field] for field in ('company', 'person') if field in self.fields}
        return {'save': self.number, 'uuid': self.lead.uuid, 'hold': self.hold, 'base': _written(self.base),
                'lead': _written(self.fields), **made}

    def accept(self, _row):
        self.lead.accepted = self.fields
        self.lead.is_saving = False


class NoteSave:
    """Of a note: a new one has no name before it is durable, so that making it again would be another one."""

    def __init__(self, number, note, text, hold):
        self.number = number
        self.note = note
        self.text = text
        self.hold = hold

    @property
    def is_repeatable(self):
        return bool(self.note.rows)

    def command(self):
        command = {'note': self.number, 'text': self.text, 'hold': self.hold}
        if self.note.rows:
            return command | {'row': self.note.rows[0], 'token': self.note.token}
        return command | {'lead': self.note.lead.uuid}

    def accept(self, row):
        if row and row not in self.note.rows:
            self.note.rows.append(row)
        self.note.accepted = self.text
        self.note.is_saving = False


class Plan:
    """next() gives a save, or None while everything that could be changed is being saved."""

    def __init__(self, seed, counts, names):
        """counts: of adds, updates, notes and edits of notes."""
        self.random = random.Random(seed)
        self.left = dict(counts)
        self.names = NAMES[:names]
        self.leads, self.notes = [], []
        self.twin = self.note_twin = None
        self.number = 0

    def is_done(self):
        return not any(self.left.values())

    def next(self):
        if self.is_done():
            return None
        makers = {'adds': self._add, 'updates': self._update, 'notes': self._note, 'edits': self._edit}
        [first] = self.random.choices(list(self.left), self.left.values())
        for kind in (first, *self.left):
            save = makers[kind]() if self.left[kind] else None
            if save:
                self.left[kind] -= 1
                return save
        return None

    def _hold(self):
        return 1 if self.random.random() < HELD else 0

    def _save(self, lead, base, fields):
        self.number += 1
        lead.is_saving = True
        return Save(self.number, lead, base, fields, self._hold())

    def _save_note(self, note):
        self.number += 1
        note.is_saving = True
        return NoteSave(self.number, note, self._words(note.token), self._hold())

    def _words(self, token):
        return f'{token} {" ".join(self.random.sample(WORDS, 3))}'

    def _recent(self, things):
        """More often one that was saved just now: it is being sent, or uncertain."""
        pool = things[-RECENT:] if self.random.random() < 0.6 else things
        return self.random.choice(pool) if pool else None

    def _add(self):
        name = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        if self.twin:
            lead, self.twin = Lead(name, self.twin.token, dict(self.twin.fields)), None
        else:
            is_twin = self.random.random() < TWINS
            lead = Lead(name, f'{"twin" if is_twin else "lead"}-{len(self.leads)}', {})
            lead.fields = self._fields(lead.token)
            self.twin = lead if is_twin else None
        self.leads.append(lead)
        return self._save(lead, None, lead.fields)

    def _fields(self, token):
        fields = {'name': self.random.choice(self.names), 'description': self._words(token)}
        fields |= {field: self.random.choice(choices) for field, choices in CHOICES.items()}
        made = 1 if token.startswith('twin') else self.random.random()
        if made < NEW_COMPANY:
            return fields | {'company': f'{token} & Söhne', 'person': f'Of-{token}'}
        if made < NEW_COMPANY + NEW_PERSON:
            return fields | {'person': f'Of-{token}'}
        company = self.random.randint(1, COMPANIES)
        if self.random.random() < 0.5:
            return fields | {'companyId': company, 'companyLeadContactId': 2 * company - 1}
        return fields | {'contactId': company}

    def others_lead(self, number):
        """Entered by somebody else: of the same names and people, and with a word that no lead of this desk has."""
        fields = self._fields(f'theirs-{number}')
        is_of_somebody_new = 'person' in fields
        for field in ('company', 'person'):
            fields.pop(field, None)
        return fields | ({'contactId': self.random.randint(1, COMPANIES)} if is_of_somebody_new else {})

    def _update(self):
        lead = self._recent(self.leads)
        if not lead or lead.is_saving or not lead.accepted or lead.is_twin:
            return None
        fields = dict(lead.accepted)
        for field in self.random.sample(CHANGED, self.random.choice((1, 1, 1, 2, 3))):
            fields[field] = self._other(lead, field)
        return self._save(lead, lead.accepted, fields)

    def _other(self, lead, field):
        while True:
            if field == 'name':
                value = f'{self.random.choice(self.names)} {self.random.randint(1, 99)}'
            elif field == 'description':
                value = self._words(lead.token)
            else:
                value = self.random.choice(CHOICES[field])
            if value != lead.accepted[field]:
                return value

    def _note(self):
        """Often of a lead that is on its way; of twins the second says what the first does, at once."""
        twin, self.note_twin = self.note_twin, None
        lead = twin.note.lead if twin else self._recent(self.leads)
        if not lead or not lead.accepted:
            return None
        is_twin = twin or self.random.random() < NOTE_TWINS
        note = Note(lead, twin.note.token if twin else f'note-{"twin-" if is_twin else ""}{len(self.notes)}')
        self.notes.append(note)
        save = self._save_note(note)
        if twin:
            save.text = twin.text
        elif is_twin:
            self.note_twin = save
        return save

    def _edit(self):
        note = self._recent(self.notes)
        if not note or note.is_saving or not note.accepted or note.is_twin:
            return None
        save = self._save_note(note)
        while save.text == note.accepted:
            save.text = self._words(note.token)
        return save
