#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform refuses a lead because of one field; the person mends it. Would catch a refusal that is not shown where it belongs, is not said,
or costs what was typed."""

import driver
import journey as report


def journey(build, home):
    with report.sandbox_running(build, home, '--fault', 'refuse:field=channelId') as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        expected = report.fill(application, 'Refused and mended')
        application.choose('Channel', 1)
        application.key('ctrl+s')
        channel = application.find('combo box', 'Channel')
        driver.wait_for('the mark on Channel', lambda: driver.has_state(channel, 'INVALID_ENTRY'), 60)
        report.check('a refusal is shown at the field it is about', True)
        report.check('and said', application.wait_for_announcement('The platform says'))
        report.check('nothing else is marked', not [
            node for node in application.find_all('combo box') if driver.has_state(node, 'INVALID_ENTRY') and node != channel])

        application.focus(channel)
        application.key('Delete')
        driver.wait_for('Channel without a choice', lambda: application.chosen('Channel') == 'Not chosen')
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        _, lead = report.saved(sandbox, 1)
        report.check('mended, it arrives as it was entered', report.is_on_platform(build, sandbox, lead, expected))
        report.check('and waits no more', application.find('list item', lambda text: text.startswith('Refused and mended')))


report.run(journey)
