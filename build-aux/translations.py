#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps translations whole.

translations.py check TOP           every language of po/LINGUAS is complete and well formed, and short messages are explained (TAP)
translations.py update TOP [LANG]   brings po/LANG.po up to the sources; new messages come in empty
translations.py pseudo TOP DIR      writes a pseudo-locale: accented, bracketed, 40 % longer, for finding what is not translatable
"""

import gettext
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

SHORT = 2  # words, which alone can mean anything
COUNTS = (0, 1, 2, 5, 11, 100)
TERMS = ('lead', 'stage', 'quality', 'source', 'outbox', 'draft')
PSEUDO = str.maketrans('aeiouyAEIOUYcnsz', 'áéíóúýÁÉÍÓÚÝçñšž')
DIRECTIVE = re.compile(r'%(?:\d+\$)?[-+ #0\']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t)?[diouxXeEfgGcsp%]|%l[iduxX]+')


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options)


def extract(top, pot):
    """The messages of the sources, as meson's glib preset extracts them."""
    keywords = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3', 'ngettext:1,2', 'g_dpgettext:2g')
    run('xgettext', '--from-code=UTF-8', '--add-comments=Translators', '--force-po', *(f'--keyword={word}' for word in keywords),
        '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format', '--flag=_:1:pass-c-format',
        '--flag=g_strdup_printf:1:c-format', '--flag=g_string_append_printf:2:c-format', '--flag=ngettext:1:pass-c-format',
        '--package-name=foyer', '--copyright-holder=The Foyer contributors', '--files-from=po/POTFILES', f'--output={pot}', cwd=top)


def languages(top):
    return [line for line in (top / 'po' / 'LINGUAS').read_text().split() if not line.startswith('#')]


def count_messages(po):
    """The messages of a file, without its head."""
    return max(0, len(re.findall(r'^msgid ', po, re.M)) - 1) if po.strip() else 0


def untranslated(top, pot, language):
    with tempfile.TemporaryDirectory() as folder:
        merged = pathlib.Path(folder) / 'merged.po'
        run('msgmerge', '--quiet', '--no-fuzzy-matching', f'--output-file={merged}', top / 'po' / f'{language}.po', pot)
        missing = run('msgattrib', '--no-obsolete', '--untranslated', merged).stdout
        fuzzy = run('msgattrib', '--no-obsolete', '--only-fuzzy', merged).stdout
        return missing, fuzzy


def plural_problems(top, language):
    """Plural messages tried with every count: each has a form, and the form keeps what is filled in."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        mo = pathlib.Path(folder) / 'foyer.mo'
        run('msgfmt', f'--output-file={mo}', top / 'po' / f'{language}.po')
        with mo.open('rb') as file:
            catalog = gettext.GNUTranslations(file)
        for key in catalog._catalog:  # the only way to list a catalogue
            if not isinstance(key, tuple):
                continue
            for count in COUNTS:
                form = catalog._catalog.get((key[0], catalog.plural(count)), '')
                if not form:
                    problems.append(f'{key[0]!r} has no form for {count}')
    return problems


def unexplained(pot):
    """Messages of one or two words that say nothing of where they stand: a translator needs a context or a comment there."""
    found = []
    for entry in pot.split('\n\n')[1:]:
        message = ''.join(re.findall(r'"(.*)"', re.search(r'^msgid ((?:".*"\n?)+)', entry, re.M)[1]))
        is_placeholder = re.fullmatch(r'@\w+@', message)
        if len(message.split()) <= SHORT and not is_placeholder and not re.search(r'^msgctxt |^#\. ', entry, re.M):
            found.append(f'"{message}" at {re.search(r"^#: (.*)", entry, re.M)[1]}')
    return found


def check(top):
    spec = importlib.util.spec_from_file_location('tap', top / 'tests' / 'house' / 'tap.py')
    tap = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tap)
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / 'foyer.pot'
        extract(top, pot)
        tap.check('the sources have messages', count_messages(pot.read_text()) > 300)
        bare = unexplained('head\n\n#: a.c:1\nmsgid "Dates"\nmsgstr ""\n\n#. Translators: a day\n#: a.c:2\nmsgid "Any"\nmsgstr ""\n')
        tap.check('a short message that nobody explains is seen', bare == ['"Dates" at a.c:1'], str(bare))
        bare = unexplained(pot.read_text())
        tap.check('short messages have a context or a comment for translators', not bare, '\n'.join(bare))
        for language in languages(top):
            result = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', top / 'po' / f'{language}.po'],
                                    capture_output=True, text=True, check=False)
            tap.check(f'{language} is well formed', result.returncode == 0, result.stderr)
            missing, fuzzy = untranslated(top, pot, language)
            tap.check(f'{language} is complete', not count_messages(missing) and not count_messages(fuzzy),
                      f'{count_messages(missing)} missing, {count_messages(fuzzy)} fuzzy\n' + (missing + fuzzy)[:4000])
            tap.check(f'{language} has every plural', not plural_problems(top, language), '\n'.join(plural_problems(top, language)))
            glossary = top / 'po' / 'glossary' / f'{language}.tsv'
            terms = {line.split('\t')[0] for line in glossary.read_text().splitlines()} if glossary.exists() else set()
            tap.check(f'{language} has a glossary', set(TERMS) <= terms, f'missing: {set(TERMS) - terms}')
    tap.done()


def update(top, wanted):
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / 'foyer.pot'
        extract(top, pot)
        for language in wanted or languages(top):
            po = top / 'po' / f'{language}.po'
            if not po.exists():
                run('msginit', '--no-translator', f'--locale={language}.UTF-8', f'--input={pot}', f'--output-file={po}')
            run('msgmerge', '--quiet', '--no-fuzzy-matching', '--update', '--backup=none', po, pot)
            missing, _ = untranslated(top, pot, language)
            print(f'{language}: {count_messages(missing)} to translate')


def pseudo_text(text):
    """Accents, brackets and 40 % more, around what is filled in and marked up."""
    pieces, last = [], 0
    text, end = re.fullmatch(r'(.*?)((?:\\n)*)', text).groups()
    for match in re.finditer(DIRECTIVE.pattern + r'|%[A-Za-z]|<[^>]*>|&\w+;|_(?=\w)|\\.', text):
        pieces += [text[last:match.start()].translate(PSEUDO), match.group()]
        last = match.end()
    pieces.append(text[last:].translate(PSEUDO))
    return '[' + ''.join(pieces) + '~' * max(1, round(len(text) * 0.4)) + ']' + end


def pseudo(top, target):
    folder = pathlib.Path(target) / 'en_XA' / 'LC_MESSAGES'
    folder.mkdir(parents=True, exist_ok=True)
    po, pot = folder / 'foyer.po', folder / 'foyer.pot'
    extract(top, pot)
    run('msgen', f'--output-file={po}', pot)
    done, translation, head = [], False, True
    for line in run('msgcat', '--no-wrap', po).stdout.splitlines():
        match = re.fullmatch(r'(msgstr(?:\[\d\])? )?"(.*)"', line)
        if not match:
            translation = False
        elif match[1]:
            translation = True
        if match and translation and match[2] and not head:
            done.append(f'{match[1] or ""}"{pseudo_text(match[2])}"')
        else:
            done.append(line)
        head = head and line != ''
    text = '\n'.join(done).replace('charset=CHARSET', 'charset=UTF-8') + '\n'
    text = text.replace('nplurals=INTEGER; plural=EXPRESSION;', 'nplurals=2; plural=(n != 1);')
    po.write_text(text)
    run('msgfmt', f'--output-file={folder / "foyer.mo"}', po)


def main():
    command, top = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    if command == 'check':
        check(top)
    elif command == 'update':
        update(top, sys.argv[3:])
    elif command == 'pseudo':
        pseudo(top, sys.argv[3])
    else:
        sys.exit(__doc__)


main()
