#!/usr/bin/env python3
# ./dev run without a display: a lead is added, changed and shown in the terminal. SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the sandbox on a free port and does everything with foyer-cli, printing each command, so that whoever reads along can do it
alone afterwards. On a terminal it asks for every field, with the platform's own choices; otherwise it takes sample values. Nothing
is left behind: sandbox and command line keep their files in a folder of their own."""
import json
import os
import re
import secrets
import shlex
import signal
import subprocess
import sys
import tempfile

# The picklists a new lead needs a choice from, by the names the command line gives field and list.
CHOICES = ('quality', 'stage', 'type', 'source', 'industry')
CHILDREN = {'type': 'subtype', 'stage': 'reason'}
SAMPLE = {'name': 'Autumn conference, two days', 'description': '120 guests, wants to see the terrace'}


class Failed(Exception):
    """A command did not do what it must; its own words are on the screen already."""


class Terminal:
    """The sandbox's address, and foyer-cli called on it."""

    def __init__(self, address, key, asks):
        self.account = ['--address', address, '--key', key]
        self.asks = asks

    def call(self, *words, shown=True):
        """Runs foyer-cli; shown: with the command and its answer on the screen. Returns the answer."""
        if shown:
            print('\n$ ' + shlex.join(['foyer-cli', *self.account, *words]), flush=True)
        done = subprocess.run(['foyer-cli', *self.account, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                              check=False)
        if shown:
            print(done.stdout, end='', flush=True)
        if done.returncode:
            raise Failed(f"foyer-cli {' '.join(words[:2])} ended with exit status {done.returncode}")
        return done.stdout

    def read(self, *words):
        """What foyer-cli answers for machines."""
        return json.loads(self.call(*words, '--json', shown=False))

    def text(self, label, sample):
        """A text, typed or the sample."""
        if self.asks:
            return input(f'{label} [{sample}]: ').strip() or sample
        return sample

    def choose(self, label, titles):
        """The number of one of the titles, typed or the first."""
        if not self.asks or len(titles) == 1:
            return 0
        print(f'\n{label}:')
        for number, title in enumerate(titles, 1):
            print(f'  {number:2}  {title}')
        while True:
            typed = input(f'{label} [1]: ').strip() or '1'
            if typed.isdecimal() and 1 <= int(typed) <= len(titles):
                return int(typed) - 1
            print(f'A number from 1 to {len(titles)}, please.')

    def pick(self, name, parent=None):
        """One current item of a picklist as FIELD=VALUE, and its ID; nothing when there is nothing to choose."""
        items = [item for item in self.read('picklist', name)['items'] if item['canBeChosen']]
        if parent is not None:
            items = [item for item in items if item['parentId'] == parent]
        if not items:
            return None, None
        titles = [item['title'] for item in items]
        chosen = items[self.choose(name.capitalize(), titles)]
        value = chosen['title'] if titles.count(chosen['title']) == 1 else str(chosen['id'])
        return f'{name}={value}', chosen['id']

    def parties(self):
        """A company and its lead contact, of a lead that is there."""
        known = {(lead['companyId'], lead['companyLeadContactId']): f"{lead['companyName']}, {lead['contactName']}"
                 for lead in self.read('lead', 'list', '--limit', '20')['leads'] if lead['belongsTo'] == 'company'}
        company, contact = list(known)[self.choose('Company and its contact', list(known.values()))]
        return [f'companyId={company}', f'companyLeadContactId={contact}']


def enter_a_lead(terminal):
    """The main job: look, add, change, show."""
    terminal.call('ping')
    terminal.call('picklist', 'quality')

    fields = ['name=' + terminal.text('Name of the lead', SAMPLE['name'])]
    fields += terminal.parties()
    for name in CHOICES:
        field, chosen = terminal.pick(name)
        fields.append(field)
        child, _ = terminal.pick(CHILDREN[name], chosen) if name in CHILDREN else (None, None)
        if child:
            fields.append(child)
    lead = re.search(r'\d+', terminal.call('lead', 'add', *fields))[0]

    terminal.call('lead', 'update', lead, 'description=' + terminal.text('\nA description to add to it', SAMPLE['description']))
    terminal.call('lead', 'show', lead)


def start_sandbox(environment, key):
    """The sandbox, and the address it says it listens on."""
    sandbox = subprocess.Popen(['foyer-sandbox', '--port', '0', '--key', key, '--secret', environment['FOYER_SECRET'], '--leads', '200'],
                               env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    first = sandbox.stdout.readline().strip()
    if not first.startswith('listening on '):
        sandbox.kill()
        raise Failed(f'foyer-sandbox did not start: {first}')
    return sandbox, first.removeprefix('listening on ')


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    key, sandbox = 'sample', None
    with tempfile.TemporaryDirectory(prefix='foyer-terminal-') as folder:
        for name in ('DATA', 'CACHE', 'CONFIG', 'STATE'):
            os.environ[f'XDG_{name}_HOME'] = os.path.join(folder, name.lower())
        os.environ['FOYER_SECRET'] = secrets.token_hex(16)
        try:
            sandbox, address = start_sandbox({**os.environ}, key)
            print(f'A sandbox with sample data stands in for the platform, at {address}.')
            print('Its secret is in FOYER_SECRET. Each command is shown as you could type it after "./dev exec".')
            enter_a_lead(Terminal(address, key, sys.stdin.isatty()))
            print('\nDone: a lead was added, changed and read back. The sandbox stops now; foyer-sandbox --help tells how to start one.')
        except (Failed, OSError) as failure:
            print(f'dev: {failure}', file=sys.stderr)
            return 1
        except (KeyboardInterrupt, EOFError):
            print()
            return 130
        finally:
            if sandbox:
                sandbox.terminate()
                sandbox.wait()
    return 0


if __name__ == '__main__':
    sys.exit(main())
