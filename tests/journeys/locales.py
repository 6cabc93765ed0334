# SPDX-License-Identifier: GPL-3.0-or-later
"""Real locales, made for one run: LANGUAGE has no effect in C.UTF-8, and the direction of the window comes from the locale alone."""

import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]


def make(home, locale):
    """The environment of a program in that locale, such as he_IL."""
    folder = pathlib.Path(home) / 'locales'
    folder.mkdir(exist_ok=True)
    name = f'{locale}.UTF-8'
    if not (folder / name).exists():
        subprocess.run(['localedef', '-i', locale, '-f', 'UTF-8', folder / name], check=True, timeout=120)
    return {'LOCPATH': str(folder), 'LC_ALL': name}


def pseudo(home):
    """The environment of a program whose every translatable text is accented, longer and in brackets."""
    folder = pathlib.Path(home) / 'pseudo'
    subprocess.run([sys.executable, TOP / 'build-aux' / 'translations.py', 'pseudo', TOP, folder], check=True, timeout=120)
    return dict(make(home, 'en_US'), LANGUAGE='en_XA', FOYER_LOCALEDIR=str(folder))


def code(locale):
    """The language of po for that locale; None when there is none."""
    return next((code for code in (locale, locale.split('_')[0]) if (TOP / 'po' / f'{code}.po').exists()), None)


def language(home, locale):
    """The environment of a program in that locale, with its messages as far as po has them; and the language of these."""
    found = code(locale)
    folder = pathlib.Path(home) / 'messages'
    environment = dict(make(home, locale), FOYER_LOCALEDIR=str(folder))
    if found:
        target = folder / found / 'LC_MESSAGES'
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(['msgfmt', f'--output-file={target / "foyer.mo"}', TOP / 'po' / f'{found}.po'], check=True, timeout=60)
    return environment, found


def direction(environment):
    """What GTK makes of the locale: rtl or ltr."""
    words = ('import gi, locale; locale.setlocale(locale.LC_ALL, ""); gi.require_version("Gtk", "4.0"); from gi.repository import Gtk; '
             'print(Gtk.get_locale_direction().value_nick)')
    return subprocess.run([sys.executable, '-c', words], env=dict(os.environ, **environment), stdout=subprocess.PIPE, text=True, check=True,
                          timeout=60).stdout.strip()
