# The processes of a chaos run: the platform, and the desks that deliver to it. SPDX-License-Identifier: GPL-3.0-or-later
import asyncio
import http.client
import json
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'sandbox'))
import signed_call  # noqa: E402

KEY = signed_call.KEY


class Failed(Exception):
    """The run itself did not work: nothing is said about what was run."""


class Platform:
    """foyer-sandbox, always on the same port and journal."""

    def __init__(self, program, journal, lifetime):
        self.program, self.journal, self.lifetime = program, journal, lifetime
        self.process = None
        self.port = 0
        self.address = None
        self.skew = 0

    async def start(self, faults=(), seed=1, skew=0):
        self.skew = skew
        arguments = ['--port', str(self.port), '--lifetime', str(self.lifetime), '--journal', self.journal, '--leads', '80',
                     '--fault-seed', str(seed)]
        for fault in (*faults, f'skew:seconds={skew}'):
            arguments += ['--fault', fault]
        self.process = await asyncio.create_subprocess_exec(self.program, *arguments, stdout=asyncio.subprocess.PIPE)
        line = (await self.process.stdout.readline()).decode()
        if not line.startswith('listening on '):
            raise Failed(f'the platform did not start: {line}')
        self.address = line.split()[-1]
        self.port = int(self.address.rsplit(':', 1)[1])

    async def stop(self, number=signal.SIGTERM):
        if self.process and self.process.returncode is None:
            self.process.send_signal(number)
            await self.process.wait()

    def call(self, space, action, body):
        return signed_call.call(self.port, space, action, body, self.skew)

    def add_lead(self, fields):
        """As somebody else, who may meet the same trouble, and does not try again."""
        try:
            self.call('contact', 'addOrUpdateLead', fields)
        except (OSError, http.client.HTTPException, ValueError):
            pass

    def list_leads(self):
        leads, start = {}, 0
        while True:
            rows = self.call('crm', 'getLeadList', {'start': start, 'perPage': 100})['results']
            leads |= {int(row['id']): row for row in rows}
            start += len(rows)
            if not rows:
                return leads

    def list_notes(self, lead_ids):
        """The lead and the text of each, by its id."""
        notes = {}
        for lead_id in lead_ids:
            start, rows = 0, [None]
            while rows:
                rows = self.call('crm', 'getLeadNoteList', {'leadId': lead_id, 'start': start, 'perPage': 100})['results']
                notes |= {int(row['id']): (lead_id, row['note']) for row in rows}
                start += len(rows)
        return notes


class Desk:
    """chaos-driver: one process of an account, which others may share, and which is killed and started again."""

    def __init__(self, key, command, on_line, log):
        self.key, self.command, self.on_line, self.log = key, command, on_line, log
        self.process = None
        self.reader = None
        self.saving = {}
        self.is_ready = False
        self.is_stopped = False
        self.is_ending = False
        self.has_crashed = False
        self.pending = 0
        self.asking = 0
        self.crashes = []

    async def start(self):
        self.is_ready = self.is_stopped = self.is_ending = self.has_crashed = False
        self.process = await asyncio.create_subprocess_exec(*self.command, self.key, stdin=asyncio.subprocess.PIPE,
                                                            stdout=asyncio.subprocess.PIPE, stderr=self.log)
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        process = self.process
        async for line in process.stdout:
            words = line.decode().rstrip('\n').split(' ')
            if words[0] == 'ready':
                self.is_ready = True
            elif words[0] == 'pending':
                self.pending, self.asking = int(words[1]), int(words[2])
            self.on_line(self, words)
        status = await process.wait()
        if status not in ((0,) if self.is_ending else (-signal.SIGKILL,)):
            self.has_crashed = True
            self.crashes.append(f'{self.key} ended with {status}')
        self.is_ready = False

    def tell(self, command):
        if self.process.returncode is None and self.is_ready:
            self.process.stdin.write((json.dumps(command) + '\n').encode())

    def stop(self):
        self.is_stopped = True
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        if self.is_stopped and self.process.returncode is None:
            self.process.send_signal(signal.SIGCONT)
        self.is_stopped = False

    async def kill(self):
        """What it said before it died still counts."""
        if self.process.returncode is None:
            self.process.kill()
        await self.reader

    async def end(self):
        self.resume()
        self.is_ending = True
        self.process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self.reader), 30)
        except TimeoutError:
            self.crashes.append(f'{self.key} did not end')
            await self.kill()
