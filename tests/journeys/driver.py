# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real application as a screen reader would: by role and name, never by coordinates.

Each journey gets the real foyer, the real foyer-sandbox in a process of its own and a home of its own; it runs under build-aux/isolate and
build-aux/with-display. Nothing here waits without an end, and whatever was started dies with the journey."""

import contextlib
import gettext
import json
import os
import pathlib
import select
import subprocess
import sys
import time

import gi

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'sandbox'))
import signed_call  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 30  # seconds until something that should appear is called missing

Atspi.init()
Atspi.set_timeout(5000, 15000)  # milliseconds for one answer, and for the first of a program that starts


# Since GTK 4.24 (tests/journeys/meson.build) no text of GTK's own opens its menu by Shift+F10 on X11 either, nor does a text tell where its
# letters stand.
IS_GTK_4_24 = 'FOYER_FATAL' in os.environ
MENU_KEY = 'Menu' if IS_GTK_4_24 else 'shift+F10'
# Since libadwaita 1.10, which came with it, a group has its title, and not the list in it as well.
GROUP = 'grouping' if IS_GTK_4_24 else 'list'


class Missing(Exception):
    pass


def pump():
    """Takes in what the application has told meanwhile."""
    while GLib.MainContext.default().iteration(False):
        pass


def wait_for(what, condition, patience=PATIENCE):
    """What condition() returns as soon as that is not empty."""
    end = time.monotonic() + patience
    while True:
        pump()
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise Missing(f'{what} did not come within {patience} seconds')
        time.sleep(0.03)


def start(command, **options):
    """A process that ends when this one does, however that ends."""
    return subprocess.Popen(['setpriv', '--pdeathsig', 'KILL', *command], **options)


def stop(process, patience=10):
    process.terminate()
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait(patience)


# Accessibles. What is gone meanwhile has no children, no state, no name.

def children(node):
    try:
        return [child for child in map(node.get_child_at_index, range(node.get_child_count())) if child is not None]
    except GLib.Error:
        return []


def walk(node, depth=0):
    """Every accessible below node, and node."""
    yield node, depth
    for child in children(node):
        yield from walk(child, depth + 1)


def has_state(node, *states):
    try:
        found = node.get_state_set()
        return all(found.contains(getattr(Atspi.StateType, state)) for state in states)
    except GLib.Error:
        return False


def name_of(node):
    try:
        return node.get_name() or ''
    except GLib.Error:
        return ''


def description_of(node):
    try:
        return node.get_description() or ''
    except GLib.Error:
        return ''


def role_of(node):
    try:
        role = node.get_role_name()
        return 'text' if role == 'password text' else role  # since GTK 4.24
    except GLib.Error:
        return 'something that is gone'


def height_of(node):
    try:
        return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).height
    except GLib.Error:
        return None


def find_all(root, role=None, name=None):
    """Everything on the screen of that role and name; what is not on the screen is not looked into."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if node is not root and not has_state(node, 'SHOWING') and role_of(node) != 'application':
            continue
        if (role is None or role_of(node) == role) and (name is None or (name(name_of(node)) if callable(name) else name_of(node) == name)):
            found.append(node)
        waiting.extend(reversed(children(node)))
    return found


def translations(folder, language):
    """For each message, without its context and its mnemonic, what that language makes of it."""
    found = {}
    path = pathlib.Path(folder) / language / 'LC_MESSAGES' / 'foyer.mo'
    if path.exists():
        with path.open('rb') as file:
            catalog = gettext.GNUTranslations(file)._catalog  # the only way to list a catalogue
        for key, text in catalog.items():
            message = (key[0] if isinstance(key, tuple) else key).split('\x04')[-1]
            found.setdefault(message.replace('_', ''), set()).add(text.replace('_', ''))
    return found


class Sandbox:
    """foyer-sandbox, and what it committed."""

    def __init__(self, build, home, *options):
        self.journal = pathlib.Path(home) / 'journal'
        self.command = [f'{build}/src/sandbox/foyer-sandbox', '--journal', str(self.journal)]
        self.port = 0
        self.start(*options)

    def start(self, *options):
        """The same port again, and what was committed before."""
        self.process = start([*self.command, '--port', str(self.port), *options], stdout=subprocess.PIPE, text=True)
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            raise Missing('the sandbox does not say where it listens')
        self.address = self.process.stdout.readline().split()[-1]
        self.port = int(self.address.rsplit(':', 1)[1])

    def stop(self):
        stop(self.process)
        self.process.stdout.close()

    def call(self, space, action, **body):
        """Somebody else at the same account."""
        reply = signed_call.call(self.port, space, action, body)
        if 'errorCode' in reply:
            raise ValueError(f'the platform says {reply}')
        return reply

    def committed(self, action):
        """What that call committed: the parameters and the IDs, in order."""
        lines = [json.loads(line) for line in self.journal.read_text().splitlines()]
        return [(line['parameters'], line['ids']) for line in lines if line.get('action', '').endswith(f'/{action}') and 'ids' in line]

    def saves(self):
        """The leads that were added or changed: the parameters and the lead's ID."""
        return [(parameters, ids['lead']) for parameters, ids in self.committed('addOrUpdateLead')]


class Application:
    """foyer, seen through AT-SPI. What it says is named in English, whatever language it speaks."""

    def __init__(self, build, *options, environment=None, language=None, log=None):
        self.words = translations(environment['FOYER_LOCALEDIR'], language) if language else {}
        self.command = [f'{build}/src/ui/foyer', *options]
        self.environment = dict(os.environ, GTK_A11Y='atspi', GSETTINGS_SCHEMA_DIR=f'{build}/data', GSETTINGS_BACKEND='keyfile', SECRET_BACKEND='file',
                                G_DEBUG='fatal-criticals' if log else os.environ.get('FOYER_FATAL', 'fatal-warnings'), GSK_RENDERER='cairo', GDK_DISABLE='gl,vulkan',
                                **(environment or {}))
        self.announced = []
        self.log = log  # a file for what it writes to standard error, whose warnings are judged later
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.pressed = 0
        self.focus_moves = 0
        self.focused = None
        self.listeners = [self.listen(event, heard) for event, heard in (
            ('object:announcement', self.heard_announcement), ('object:state-changed:focused', self.heard_focus))]
        self.start()

    @staticmethod
    def listen(event, heard):
        listener = Atspi.EventListener.new(heard)
        listener.register(event)
        return listener

    def heard_announcement(self, event):
        self.announced.append(str(event.any_data))

    def heard_focus(self, event):
        if event.detail1:
            self.focus_moves += 1
            self.focused = event.source

    def start(self):
        with contextlib.ExitStack() as opened:
            self.process = start(self.command, env=self.environment, stderr=opened.enter_context(open(self.log, 'ab')) if self.log else None)
        self.root = wait_for('the application', self.find_root)
        wait_for('an active window', lambda: [frame for frame in self.find_all('frame') if has_state(frame, 'ACTIVE')])

    def find_root(self):
        if self.process.poll() is not None:
            raise Missing(f'foyer ended with status {self.process.returncode}')
        for child in children(Atspi.get_desktop(0)):
            try:
                if child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                    return child
            except GLib.Error:
                pass
        return None

    def kill(self):
        """kill -9: nothing is put away first."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def close(self):
        """As a person does, with the keyboard. What waits is given 20 seconds to be sent (delivery.md, Retrying)."""
        self.key('ctrl+q')
        status = wait_for('the end of foyer', lambda: self.process.poll() is not None and [self.process.returncode], 20 + PATIENCE)[0]
        if status:
            raise Missing(f'foyer ended with status {status}')

    # Finding

    def spoken(self, text):
        """What a text in English can be in the language of the application."""
        return self.words.get(text, set()) | {text}

    def find_all(self, role=None, name=None, below=None):
        if self.process.poll() is not None:
            raise Missing(f'foyer ended with status {self.process.returncode}')
        if isinstance(name, str):
            return find_all(below or self.root, role, self.spoken(name).__contains__)
        return find_all(below or self.root, role, name)

    def find(self, role=None, name=None, below=None):
        return wait_for(f'{role or "something"} "{name}"', lambda: self.find_all(role, name, below))[0]

    def labels(self, below=None):
        return [name_of(label) for label in self.find_all('label', below=below)]

    def wait_for_label(self, wanted, below=None, patience=PATIENCE):
        """A text on the screen with these words in it."""
        words = self.spoken(wanted)
        return wait_for(f'the words "{wanted}"', lambda: [text for text in self.labels(below) if any(word in text for word in words)],
                        patience)[0]

    def wait_for_announcement(self, wanted):
        words = self.spoken(wanted)
        return wait_for(f'the announcement "{wanted}"', lambda: [text for text in self.announced if any(word in text for word in words)])[0]

    def dump(self):
        """What says something of itself on the screen, a line each."""
        lines = []
        for node in find_all(self.root):
            states = ' '.join(state for state in ('FOCUSED', 'SELECTED', 'INVALID_ENTRY', 'ACTIVE') if has_state(node, state))
            text = self.text_of(node) if role_of(node) in ('text', 'entry') else ''
            if name_of(node) or text or states:
                lines.append(' '.join(filter(None, (role_of(node), f'"{name_of(node)}"', repr(text) if text else '', states))))
        return '\n'.join(lines)

    # Doing

    def press(self, node):
        """What a screen reader does to a button. It is there before it can be pressed, and may be gone before it can answer: whether it
        did what it is for is waited for afterwards."""
        wait_for(f'{name_of(node)} that can be pressed', lambda: has_state(node, 'SENSITIVE'))
        with contextlib.suppress(GLib.Error):
            node.get_action_iface().do_action(0)

    def activate(self, action):
        """An action of the application or of the window, where the way there is not what is looked at."""
        group, name = action.split('.')
        path = '/io/github/foyer_crm/Foyer' + ('/window/1' if group == 'win' else '')
        owner = [str(found) for found in self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames',
                                                          None, None, 0, 5000, None)[0] if 'foyer_crm.Foyer' in str(found)][0]
        self.bus.call_sync(owner, path, 'org.gtk.Actions', 'Activate', GLib.Variant('(sava{sv})', (name, [], {})), None, 0, 5000, None)

    def key(self, *keys):
        """Keys, through the X server, to whatever has the focus."""
        self.pressed += len(keys)
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True, timeout=PATIENCE)

    def type(self, text):
        self.pressed += len(text)
        subprocess.run(['xdotool', 'type', '--delay', '5', text], check=True, timeout=PATIENCE)

    @staticmethod
    def text_of(node):
        try:
            return Atspi.Text.get_text(node, 0, -1)
        except GLib.Error:
            return ''

    def has_focus(self, node):
        return any(has_state(below, 'FOCUSED') for below, _ in walk(node))

    def wait_for_focus(self, role, name):
        return wait_for(f'the focus on {name}', lambda: [node for node in self.find_all(role, name) if self.has_focus(node)])[0]

    def focus(self, node, patience=80):
        """Walks there with Tab, as a person without a mouse does; also a proof that it can be reached."""
        reached = []
        for _ in range(patience):
            if self.has_focus(node):
                return
            pump()
            before = self.focus_moves
            self.key('Tab')
            try:
                wait_for('another focus', lambda: self.focus_moves > before, 2)
            except Missing:  # a window that does not take keys yet
                self.pressed -= 1
            self.settle()
            reached.append(name_of(self.focused) if self.focused else None)
        raise Missing(f'{role_of(node)} "{name_of(node)}" is not reached by {patience} times Tab, only {reached}')

    def settle(self):
        """One key can move the focus twice: from row to row, and into the row."""
        before = -1
        while before != self.focus_moves:
            before = self.focus_moves
            time.sleep(0.05)
            pump()

    def enter(self, name, text):
        """Types into the text of that name."""
        node = self.find('text', name)
        self.focus(node)
        self.type(text)
        wait_for(f'{text} in {name}', lambda: self.text_of(node) == text)

    def offered(self, combo):
        """The titles of an open list of choices, and which of them the focus is on."""
        opened = self.find_all('list', below=combo)[1:]  # the first one is what is chosen
        titles, current = [], None
        for item in self.find_all('list item', below=opened[0]) if opened else []:
            title = name_of(item) or ' '.join(self.labels(item))
            titles.append(title)
            if has_state(item, 'FOCUSED'):
                current = title
        return titles, current

    def open_choices(self, combo, least=1):
        """The titles, as soon as there are so many. A long list is opened with the cursor in its search."""
        self.focus(combo)
        self.key('space')

        def is_open():
            entries = self.find_all('entry', below=combo)
            return has_state(entries[0], 'FOCUSED') if entries else self.offered(combo)[1]

        wait_for(f'the list of {name_of(combo)}', is_open)

        def titles():
            found = [title for title in self.offered(combo)[0] if title not in self.spoken('Not chosen')]
            return found if len(found) >= least else []

        return wait_for(f'{least} choices of {name_of(combo)}', titles)

    def choose(self, name, wanted):
        """In the combo row of that name the item of that title, or of that number (1 is the first real one); returns its title."""
        combo = self.find('combo box', name)
        titles = self.open_choices(combo, wanted if isinstance(wanted, int) else 1)
        if isinstance(wanted, int):
            wanted = titles[wanted - 1]
        wanted = next((title for title in titles if title in self.spoken(wanted)), wanted)
        for _ in range(len(titles) + 2):
            current = None if any(has_state(entry, 'FOCUSED') for entry in self.find_all('entry', below=combo)) else self.offered(combo)[1]
            if current == wanted:
                break
            self.key('Down')
            wait_for('the next item', lambda: self.offered(combo)[1] not in (None, current))
        self.key('Return')
        wait_for(f'{wanted} in {name}', lambda: self.chosen(name) == wanted)
        wait_for('the focus back', lambda: has_state(combo, 'FOCUSED'))
        return wanted

    def chosen(self, name):
        """What the combo row of that name shows as chosen."""
        titles = self.labels(self.find('combo box', name))
        return titles[1] if len(titles) == 2 else None

    def choices(self, name):
        """The titles that the combo row of that name offers."""
        combo = self.find('combo box', name)
        titles = self.open_choices(combo)
        self.key('Escape')
        wait_for('the focus back', lambda: has_state(combo, 'FOCUSED'))
        return titles

    def choose_by_letters(self, name, title, titles):
        """Without opening the list: as many letters as tell that title from the others, in one go."""
        letters = next(title[:n] for n in range(1, len(title) + 1)
                       if [other for other in titles if other.lower().startswith(title[:n].lower())][0] == title)
        self.focus(self.find('combo box', name))
        self.type(letters)
        wait_for(f'{title} in {name}', lambda: self.chosen(name) == title)

    def pick(self, name, typed=''):
        """In the picker of that name the first that the typed letters suggest, or the first of all; returns the name picked."""
        entry = self.find('text', name)
        self.focus(entry)

        def suggested():
            """The rows and what stands in them; one that is replaced right now has nothing in it."""
            rows = [(item, self.labels(item)) for suggestions in self.find_all('list', 'Suggestions')
                    for item in self.find_all('list item', below=suggestions)]
            return [(item, labels) for item, labels in rows if labels and typed.lower() in ' '.join(labels).lower()]

        def marked():
            return [labels[0] for item, labels in suggested() if has_state(item, 'SELECTED')]

        if typed:
            self.type(typed)
        else:
            try:
                wait_for('suggestions', suggested, 1)
            except Missing:  # they do not open by themselves over what is said about the field
                self.key('Down')
        wait_for(f'suggestions for "{typed}"', suggested)
        if not marked():
            self.key('Down')
        picked = wait_for('a suggestion that is marked', marked)[0]
        self.key('Return')
        wait_for(f'{picked} in {name}', lambda: self.text_of(entry) == picked)
        return picked


def ask(build, sandbox, *words):
    """What foyer-cli reads from the sandbox: another pair of eyes than the window's."""
    folder = os.path.join(os.environ['HOME'], 'other-eyes')
    environment = dict(os.environ, FOYER_SECRET='sample-secret', XDG_DATA_HOME=f'{folder}/data', XDG_CACHE_HOME=f'{folder}/cache')
    answer = subprocess.run([f'{build}/src/cli/foyer-cli', '--address', sandbox.address, '--key', 'sample', '--json', *words],
                            env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE)
    return json.loads(answer.stdout)
