#!/usr/bin/env python3
# Enters a lead into the window that is open, as somebody with a screen reader would. SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: enter-lead.py NAME. Finds everything by role and name, through the accessibility bus and keys; knows no coordinates and no
inside of the application. Ends with 0 when the new lead is in the list of leads."""
import os
import sys
import time
import typing

import pyatspi
from gi.repository import GLib

PATIENCE = float(os.environ.get('FOYER_PATIENCE', 20))
KEYS = {'Tab': 0xff09, 'Down': 0xff54, 'Return': 0xff0d}
# What a new lead needs a choice from; a choice can bring another list.
PICKLISTS = ('Quality', 'Stage', 'Reason', 'Type', 'Subtype', 'Source')


class Failed(Exception):
    """What was not found, or did not happen."""


class Part(typing.NamedTuple):
    """What the bus said of one object, as it was looked at: the object itself may be gone by the time it is judged."""
    node: object
    role: str
    name: str
    focused: bool
    sensitive: bool


def below(node):
    """Everything that shows, the node first."""
    try:
        states, role = node.getState(), node.getRoleName()
        if role != 'application' and not states.contains(pyatspi.STATE_SHOWING):
            return
        part = Part(node, role, node.name, states.contains(pyatspi.STATE_FOCUSED), states.contains(pyatspi.STATE_SENSITIVE))
        children = [node.getChildAtIndex(number) for number in range(node.childCount)]
    except GLib.Error:
        return  # it went away while it was looked at
    yield part
    for child in filter(None, children):
        yield from below(child)


def everything():
    for application in pyatspi.Registry.getDesktop(0):
        if application and application.name.startswith('foyer'):
            yield from below(application)


def find(role, name):
    """The first that shows with this role and name; None when there is none."""
    return next((part for part in everything() if (part.role, part.name) == (role, name)), None)


def wait_for(what, condition):
    """What the condition returns, as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = condition()
        except GLib.Error:
            found = None  # what it looks at went away
        if found:
            return found
        time.sleep(0.1)
    raise Failed(f'waited {PATIENCE:.0f} seconds for {what}')


def press(key):
    pyatspi.Registry.generateKeyboardEvent(KEYS[key], None, pyatspi.KEY_SYM)
    time.sleep(0.1)


def go_to(role, name):
    """Walks with the Tab key, as GTK takes the focus from nobody over the bus."""
    for _ in range(40):
        part = find(role, name)
        if part and any(inner.focused for inner in below(part.node)):
            return part.node
        press('Tab')
    raise Failed(f'the Tab key never came to the {role} {name}')


def suggestions():
    shown = find('list', 'Suggestions')
    return [part for part in below(shown.node) if part.role == 'list item'] if shown else []


def choose_party(name):
    """The first that is suggested."""
    text = go_to('text', name)
    press('Down')
    wait_for(f'suggestions for {name}', suggestions)
    press('Down')
    press('Return')
    wait_for(f'a {name}', lambda: text.queryText().characterCount and not suggestions())


def labels(node):
    return [part.name for part in below(node) if part.role == 'label']


def choose_first(name):
    """The first item of a picklist, after the one that is no choice. A long list starts in its search."""
    combo = go_to('combo box', name)
    before = labels(combo)
    press('Return')
    wait_for(f'the list of {name}', lambda: len(labels(combo)) > len(before))
    for _ in range(3):
        press('Down')
        focused = [part.name for part in below(combo) if part.focused]
        if focused and focused[-1] not in ('', 'Not chosen'):
            break
    press('Return')
    wait_for(f'a choice of {name}', lambda: len(labels(combo)) == len(before) and labels(combo) != before)


def enter(lead):
    wait_for('the form', lambda: find('text', 'Name'))
    go_to('text', 'Name').queryEditableText().setTextContents(lead)
    choose_party('Company')
    choose_party('Lead contact')
    for name in PICKLISTS:
        if find('combo box', name):
            choose_first(name)
    save = find('button', 'Save')
    if not save or not save.sensitive:
        raise Failed('Save cannot be pressed')
    save.node.queryAction().doAction(0)
    wait_for('the lead in the list', lambda: any(part.role == 'list item' and part.name.startswith(lead) for part in everything()))


def main():
    try:
        enter(sys.argv[1])
    except Failed as failure:
        print(f'{failure}. What shows:')
        for part in everything():
            if part.name:
                print(f'  {part.role} "{part.name}"')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
