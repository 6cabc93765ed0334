#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page in a language whose every message stands in brackets and is 40 % longer. Would catch a text that cannot be translated, a
sentence glued together, a place that was measured by English words, and what screen.py names."""

import calendar
import gettext
import pathlib
import re
import sys

import gi

gi.require_version('Pango', '1.0')
gi.require_version('PangoCairo', '1.0')
from gi.repository import Pango, PangoCairo  # noqa: E402

import driver  # noqa: E402
import journey as report  # noqa: E402
import locales  # noqa: E402
import pages  # noqa: E402
import screen  # noqa: E402

# What is the same in every language, or no message of ours.
NAMES = {'Foyer', 'foyer', 'iVvy', 'API', 'CSV', 'Ctrl', 'Alt', 'Shift', 'Return', 'Esc', 'Escape', 'Tab', 'Page', 'Delete', 'Backspace', 'Up', 'Down',
         'UTC', 'GPL', 'GTK', 'GLib', 'libadwaita'}
SMALLEST = 9 / 11 - 0.005  # of the font: captions, of whole pixels
# Those of the locale, in GTK's calendar; and what its buttons are called since GTK 4.24, where nothing is translated yet.
DAYS = {*calendar.month_name, *calendar.day_abbr, *(f'{side} {what}' for side in ('Previous', 'Next') for what in ('Month', 'Year'))}
LISTS = ('quality', 'stage', 'type', 'source', 'channel', 'industry', 'owner')


def texts_of_libraries():
    """What GTK and libadwaita say by themselves; their translations are not ours."""
    found = set()
    for domain in ('gtk40', 'libadwaita'):
        for path in sorted(pathlib.Path('/usr/share/locale').glob(f'*/LC_MESSAGES/{domain}.mo')):
            with path.open('rb') as file:
                catalog = gettext.GNUTranslations(file)._catalog
            found.update((key[0] if isinstance(key, tuple) else key).split('\x04')[-1].replace('_', '') for key in catalog)
    return found


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_in(part)


class Judge:
    def __init__(self, application, data):
        self.application = application
        self.libraries = texts_of_libraries()
        self.data = {text for text in data if re.search(r'\w', text)}
        context = PangoCairo.FontMap.get_default().create_context()
        self.layout = Pango.Layout.new(context)
        self.layout.set_font_description(Pango.FontDescription.from_string('Sans 10'))

    def is_translatable(self, text):
        """Whether all of it is in brackets, apart from data, numbers and names."""
        if text.strip() in self.libraries:
            return True
        while True:  # brackets in brackets: what is filled into a message is a message, too
            shorter = re.sub(r'\[[^\[\]]*\]', ' ', text)
            if shorter == text:
                break
            text = shorter
        for data in sorted(self.data, key=len, reverse=True):
            text = text.replace(data, ' ')
        text = re.sub(r'\S+@\S+', ' ', text)
        text = re.sub(r'\b(contact|crm|account) (get|add)\w+|\btest ping\b', ' ', text)  # calls of the API
        return not set(re.findall(r'[^\W\d_]{2,}', text)) - NAMES

    def visible(self):
        """Every text on the screen: names, descriptions, labels."""
        for suggestions in self.application.find_all('list', 'Suggestions'):
            for item in self.application.find_all('list item', below=suggestions):
                self.data.update(self.application.labels(item)[:1])
        for node in driver.find_all(self.application.root):
            for text in {driver.name_of(node), driver.description_of(node)}:
                if text:
                    yield node, driver.role_of(node), text

    def untranslatable(self, seen):
        return sorted({f'{role}: {text}' for _, role, text in seen if not self.is_translatable(text)})

    def cut_off(self, seen):
        """Messages in one line that have less room than they need, even in the smallest font that Foyer uses."""
        found = set()
        for node, role, text in seen:
            if role != 'label' or not re.fullmatch(r'\[[^\[\]]*~\]', text) or '@' in text or any(data in text for data in self.data):
                continue  # data is longer than any place, and ends in an ellipsis
            self.layout.set_text(text, -1)
            needed, line = self.layout.get_pixel_size()
            try:
                place = node.get_component_iface().get_extents(driver.Atspi.CoordType.WINDOW)
            except driver.GLib.Error:
                continue
            if 0 < place.height < 1.5 * line and place.width < SMALLEST * needed:
                found.add(f'{text} has {place.width} of {needed} pixels')
        return sorted(found)


def everything_in(build, sandbox):
    """All that the platform holds, which nobody translates."""
    found = {'A-Grade', sandbox.address, sandbox.address.split('//')[1], '127.0.0.1', 'sample', 'mistyped'}
    for words in (('lead', 'list', '--limit', '1000'), *(('picklist', name) for name in LISTS)):
        found.update(strings_in(driver.ask(build, sandbox, *words)))
    return found


def of_sample_data(build, home):
    """What the sample data have, from a sandbox with as many leads."""
    folder = pathlib.Path(home) / 'sample'
    folder.mkdir()
    sandbox = driver.Sandbox(build, folder)
    found = everything_in(build, sandbox)
    sandbox.stop()
    return found


def journey(build, home):
    def begin(application, sandbox):
        judge = Judge(application, everything_in(build, sandbox) | pages.TYPED | DAYS | of_sample_data(build, home))

        def look(page):
            seen = list(judge.visible())
            found = judge.untranslatable(seen)
            report.check(f'{page}: all of it can be translated', not found, '\n'.join(found))
            found = judge.cut_off(seen)
            report.check(f'{page}: nothing is cut off', not found, '\n'.join(found))
            screen.check_names(application, page)

        return look

    pages.walk(sys.argv[2], build, home, begin, environment=locales.pseudo(home), language='en_XA')


report.run(journey)
