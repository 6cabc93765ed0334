# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control on a page, as a screen reader meets it. Would catch a button that is only a picture, an entry or a list that says nothing
of what it is for, a field that says it twice, a banner that is folded away and told all the same, and, on a walk over all pages, one that
cannot be reached with the keyboard."""

import driver
import journey as report

# Not among them: menu items. GTK 4.18 does not hand their text to AT-SPI, whatever an application does.
CONTROLS = {'alert', 'button', 'calendar', 'check box', 'combo box', 'dialog', 'entry', 'frame', 'link', 'list', 'list item', 'password text',
            'progress bar', 'radio button', 'slider', 'spin button', 'switch', 'table', 'text', 'toggle button'}


class Screen:
    """All that is on the screen, read once."""

    def __init__(self, application):
        self.unnamed = []  # the controls that nobody could tell from another, each with where it is
        self.twice = []  # the names that are said twice
        self.unseen = []  # what is told and has no height
        self.read(application.root, [])

    def read(self, node, path):
        """Returns the roles and the labels of what is below."""
        role, name = driver.role_of(node), driver.name_of(node).strip()
        roles, labels = [], []
        if not driver.has_state(node, 'SHOWING') and role != 'application':
            return roles, labels
        path = [*path, f'{role} "{name}"']
        for child in driver.children(node):
            below = self.read(child, path)
            roles += below[0]
            labels += below[1]
        if role == 'grouping' and name and driver.height_of(node) == 0:
            self.unseen.append(name)
        self.judge(role, name, roles, labels, path)
        return [*roles, role], [*labels, name] if role == 'label' else labels

    def judge(self, role, name, roles, labels, path):
        # A row and a toast are known by what stands in them; what is chosen in a combo box is a list of its own for GTK, and told with the box.
        above = [step for step in path[:-1] if not step.endswith('""')][-1:]
        is_named_above = role == 'list' and role != driver.GROUP and above and above[0].startswith(driver.GROUP)
        if role in CONTROLS and not name and not is_named_above and not (role in ('list item', 'alert') and ''.join(labels)):
            self.unnamed.append(' > '.join(step for step in path if not step.endswith('""') or step is path[-1]))
        half = len(name) // 2
        if role in CONTROLS and name and (name[:half].strip() == name[half:].strip() or
                                          (role == 'list item' and 'text' in roles and labels.count(name) > 1)):
            self.twice.append(name)


def screen_at_rest(application):
    """A row of the list has no name until its lead is read, which takes a moment: what stays without one is without one."""
    screens = []

    def is_named():
        screens.append(Screen(application))
        return not screens[-1].unnamed

    try:
        driver.wait_for('names', is_named, 5)
    except driver.Missing:
        pass
    return screens[-1]


def check_names(application, page):
    screen = screen_at_rest(application)
    report.check(f'{page}: no field says its name twice', not screen.twice, '\n'.join(screen.twice))
    report.check(f'{page}: nothing is told that is not seen', not screen.unseen, '\n'.join(screen.unseen))
    found = screen.unnamed
    if page.endswith('about'):  # libadwaita's own, whose lists have no names
        found = [where for where in found if not where.endswith('list ""')]
    report.check(f'{page}: every control has a name', not found, '\n'.join(found))
