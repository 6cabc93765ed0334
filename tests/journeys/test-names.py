#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control on every page, as a screen reader meets it. Would catch a button that is only a picture, an entry or a list that says nothing
of what it is for, a field that says it twice, and a page that cannot be reached with the keyboard."""

import driver
import journey as report
import pages

# Not among them: menu items. GTK 4.18 does not hand their text to AT-SPI, whatever an application does.
CONTROLS = {'alert', 'button', 'check box', 'combo box', 'dialog', 'entry', 'frame', 'link', 'list', 'list item',
            'password text', 'radio button', 'slider', 'spin button', 'switch', 'table', 'text', 'toggle button'}


def unnamed(application):
    """The controls that nobody could tell from another, each with where it is. A row and a toast are known by what stands in them."""
    found = []

    def look_into(node, path):
        if not driver.has_state(node, 'SHOWING') and driver.role_of(node) != 'application':
            return
        role, name = driver.role_of(node), driver.name_of(node).strip()
        path = [*path, f'{role} "{name}"']
        if role in CONTROLS and not name and not (role in ('list item', 'alert') and ''.join(application.labels(node)).strip()):
            found.append(' > '.join(step for step in path if not step.endswith('""') or step is path[-1]))
        if role == 'combo box':  # what is chosen is a list of its own for GTK; it is told with the box
            return
        for child in driver.children(node):
            look_into(child, path)

    look_into(application.root, [])
    return found


def said_twice(application):
    """The rows with a text to fill whose title is there more than once."""
    return [driver.name_of(item) for item in application.find_all('list item')
            if driver.name_of(item) and application.find_all('text', below=item) and application.labels(item).count(driver.name_of(item)) > 1]


def journey(build, home):
    with report.sandbox_running(build, home, '--fault', 'refuse:field=channelId') as sandbox:
        application = report.open_application(build)

        def look(page):
            found = said_twice(application)
            report.check(f'{page}: no field says its name twice', not found, '\n'.join(found))
            found = unnamed(application)
            if page == 'about':  # libadwaita's own, whose lists have no names
                found = [where for where in found if not where.endswith('list ""')]
            report.check(f'{page}: every control has a name', not found, '\n'.join(found))

        pages.walk_all(build, application, sandbox, look)


report.run(journey)
