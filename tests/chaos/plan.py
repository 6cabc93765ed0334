# What is saved in a chaos run: a stream of adds and updates that is a function of the seed.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leads share few names and people, so that a look-up by those alone finds the wrong one; each has a token, the first word of its
description, by which the audit knows it. Some are twins: two leads of this desk that are equal in everything."""
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
HELD = 0.1
NEW_PERSON = 0.15  # made on this desk, and sent before the lead that names them


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


def _written(fields):
    """The person of a lead is named by an id that the desk gives."""
    return fields and {field: value for field, value in fields.items() if field != 'person'}


class Save:
    def __init__(self, number, lead, base, fields, hold):
        self.number = number
        self.lead = lead
        self.base = base
        self.fields = fields
        self.hold = hold

    def command(self):
        command = {'save': self.number, 'uuid': self.lead.uuid, 'hold': self.hold, 'base': _written(self.base), 'lead': _written(self.fields)}
        return command if self.base or 'person' not in self.fields else command | {'person': self.fields['person']}


class Plan:
    """next() gives a save, or None while every lead that could be changed is being saved."""

    def __init__(self, seed, adds, updates, names):
        self.random = random.Random(seed)
        self.adds, self.updates = adds, updates
        self.names = NAMES[:names]
        self.leads = []
        self.twin = None
        self.number = 0

    def is_done(self):
        return not self.adds and not self.updates

    def next(self):
        if self.is_done():
            return None
        if self.random.random() * (self.adds + self.updates) >= self.adds:
            save = self._update()
            if save or not self.adds:
                return save
        return self._add()

    def accepted(self, save):
        save.lead.accepted = save.fields
        save.lead.is_saving = False

    def _save(self, lead, base, fields):
        self.number += 1
        lead.is_saving = True
        return Save(self.number, lead, base, fields, 1 if self.random.random() < HELD else 0)

    def _description(self, token):
        return f'{token} {" ".join(self.random.sample(WORDS, 3))}'

    def _add(self):
        self.adds -= 1
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
        fields = {'name': self.random.choice(self.names), 'description': self._description(token)}
        fields |= {field: self.random.choice(choices) for field, choices in CHOICES.items()}
        if self.random.random() < NEW_PERSON and not token.startswith('twin'):
            return fields | {'person': f'Of-{token}'}
        company = self.random.randint(1, COMPANIES)
        if self.random.random() < 0.5:
            return fields | {'companyId': company, 'companyLeadContactId': 2 * company - 1}
        return fields | {'contactId': company}

    def _update(self):
        """More often one that was saved just now: it is being sent, or uncertain."""
        pool = self.leads[-RECENT:] if self.random.random() < 0.6 else self.leads
        lead = self.random.choice(pool) if pool else None
        if not lead or lead.is_saving or not lead.accepted or lead.is_twin:
            return None
        self.updates -= 1
        fields = dict(lead.accepted)
        for field in self.random.sample(CHANGED, self.random.choice((1, 1, 1, 2, 3))):
            fields[field] = self._other(lead, field)
        return self._save(lead, lead.accepted, fields)

    def _other(self, lead, field):
        while True:
            if field == 'name':
                value = f'{self.random.choice(self.names)} {self.random.randint(1, 99)}'
            elif field == 'description':
                value = self._description(lead.token)
            else:
                value = self.random.choice(CHOICES[field])
            if value != lead.accepted[field]:
                return value
